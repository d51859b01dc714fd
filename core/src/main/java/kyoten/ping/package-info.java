/**
 * The smallest whole node, for guides and tests: a {@link kyoten.ping.Pinger} asks, a {@link kyoten.ping.Ponger} answers.
 *
 * <p>It shows what a protocol room looks like: its messages ({@code ping.proto}), the registry that makes bytes of them
 * ({@link kyoten.ping.PingMessages}), its nodes. It knows {@code kyoten.node} and {@code kyoten.wire} only. Start reading
 * at {@link kyoten.ping.Ponger}.
 */
package kyoten.ping;
