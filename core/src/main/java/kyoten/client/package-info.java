/**
 * The client of a site, as a node, so that a simulation and a real process run the same one.
 *
 * <p>It knows the messages of {@code kyoten.site}, not its servers' insides. Start reading at {@link
 * kyoten.client.ClientNode}; what it is asked is a {@link kyoten.client.ClientCall}, what it answers a {@link
 * kyoten.client.ClientAnswer}.
 */
package kyoten.client;
