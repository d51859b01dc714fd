/**
 * The real world: runs nodes on Netty's sockets, on files, on the clock.
 *
 * <p>Each {@link kyoten.host.NodeHost} runs one node: one thread for all of its events (its event loop), one for its disk.
 * A process may have several. What a node may rely on is the contract of {@code kyoten.node}, the same as in a
 * simulation; one suite of tests holds both hosts to it. This room and the command line alone touch threads, sockets,
 * files and the clock. It knows {@code kyoten.node} and {@code kyoten.wire} only. Start reading at {@link
 * kyoten.host.NodeHost}; the disk begins at {@code Disk}, the network at {@code Transport}.
 */
package kyoten.host;
