/**
 * The simulated world: one thread, one queue of events ordered by virtual time and sequence number, and the network, disks,
 * clocks and faults that feed it. Everything in it follows from the seed and the plan. It knows {@code core} only.
 */
package kyoten.sim;
