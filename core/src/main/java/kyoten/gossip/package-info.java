/**
 * Who belongs to the cluster, as pure data: which sites joined, which left, in which epochs they write, and which resolver
 * is for which keys.
 *
 * <p>Each site keeps its own copy and merges what it hears into it; nothing here sends a message or knows the time. Start
 * reading at {@link kyoten.gossip.History}.
 */
package kyoten.gossip;
