/**
 * Makes a failure small: finds the fewest operations, faults, clients, servers and keys that still break the claim, and as little
 * chance as possible. Every candidate is run; nothing is promised of plans that were cut (the same chance may fall on other
 * messages), so nothing is guessed. Start reading at {@link kyoten.scenario.shrink.Shrinker}.
 */
package kyoten.scenario.shrink;
