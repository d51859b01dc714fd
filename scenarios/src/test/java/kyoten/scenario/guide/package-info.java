/**
 * What the guides in {@code docs} quote: a scenario, a nemesis and a checker, written with what the other rooms offer to
 * everybody. Start reading at {@link kyoten.scenario.guide.LeaderNaps}.
 */
package kyoten.scenario.guide;
