/**
 * The smallest whole node: it answers each ping with a pong. It shows what a protocol room looks like: its messages, their
 * codec, its node. It knows {@code kyoten.node} and {@code kyoten.wire} only.
 */
package kyoten.ping;
