/**
 * The simulated network: one-way links between numbered ends, which lose, double, reorder, delay and hold bytes.
 *
 * <p>It knows neither nodes nor messages. What a link does at a moment is a value, {@link
 * kyoten.sim.network.LinkConditions}. Start reading at {@link kyoten.sim.network.Network}.
 */
package kyoten.sim.network;
