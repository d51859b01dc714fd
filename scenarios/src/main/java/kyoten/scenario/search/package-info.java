/**
 * Chooses what a campaign runs: the plans of seeds as they come, plans whose messages are delivered in the order of drawn priorities,
 * or plans that are made of others which reached something new. Knows nothing of how a plan is run or judged, and is a value: the
 * same search chooses the same plans, whatever the number of workers. Start reading at {@link kyoten.scenario.search.Search}.
 */
package kyoten.scenario.search;
