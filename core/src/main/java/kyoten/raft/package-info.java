/**
 * Consensus as a pure state machine: Raft, whose commands are opaque bytes.
 *
 * <p>A room that wants a replicated state gives a {@link kyoten.raft.Machine} and embeds {@link kyoten.raft.Raft} in its
 * node. Nothing here touches a clock, a thread or a file: time is {@code Env}, the disk and the network are effects. It
 * knows {@code kyoten.node} and {@code kyoten.wire} only.
 *
 * <p>Start reading at {@link kyoten.raft.Raft}, then {@code Turn} (one step in the making) and {@code Role} (a server's
 * lives). Each family of messages has a class of its own. Sections (§) are those of Ongaro's dissertation, "Consensus:
 * Bridging Theory and Practice", 2014.
 */
package kyoten.raft;
