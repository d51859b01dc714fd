/**
 * Runs the plans of scenarios against real nodes: loopback sockets, real files in a temporary folder, real time. Faults are
 * those that a process can do to itself. Nothing here repeats itself, so there is no trace hash; the claims are the same.
 * Start reading at {@link kyoten.cli.netty.RealRun}.
 */
package kyoten.cli.netty;
