/**
 * What everything simulated stands on: the queue of events, chance, the trace hash, the count of what happened.
 *
 * <p>Nothing here knows of nodes. No wall clock, no threads, no {@code hashCode} in anything that decides. Start reading
 * at {@link kyoten.sim.kernel.Kernel} and {@link kyoten.sim.kernel.Dice}.
 */
package kyoten.sim.kernel;
