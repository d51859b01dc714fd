/**
 * What a node is: a deterministic function from a state and an event to the next state and its effects.
 *
 * <p>This room knows no other. It holds data and contracts only: no threads, no clock, no files. Start reading at {@link
 * kyoten.node.Node}, then {@link kyoten.node.Event} and {@link kyoten.node.Effect}.
 */
package kyoten.node;
