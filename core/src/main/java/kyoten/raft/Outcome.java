package kyoten.raft;

import io.vavr.control.Option;
import java.util.OptionalLong;
import kyoten.node.NodeId;

/** What a step of Raft tells the room that embeds it, in order. */
public sealed interface Outcome {

    /**
     * A committed command has been applied, or a committed configuration has been taken note of.
     *
     * @param ticket what {@link Raft#propose} was given, if this server proposed it in this boot and leads still
     * @param result what the machine returned; of a configuration, the {@link Configuration}
     */
    record Applied(long index, long term, OptionalLong ticket, Object result) implements Outcome {}

    /** The state in {@link RaftState#machine()} is new enough to answer the read of this ticket. */
    record ReadReady(long ticket) implements Outcome {}

    /**
     * The command was surely not appended, or the read not served.
     *
     * @param reason a constant, for people
     * @param leader who may do better
     */
    record Refused(long ticket, String reason, Option<NodeId> leader) implements Outcome {}

    /** Leadership was lost before the command was committed; it may still happen. */
    record Abandoned(long ticket) implements Outcome {}

    /** This server leads from now on. Writes and reads are taken at once and answered when the term's first entry is committed. */
    record BecameLeader(long term) implements Outcome {}

    /** This server leads no longer. Its open tickets have been told of before this. */
    record Deposed() implements Outcome {}

    /** The state was replaced by a snapshot, at boot or because the leader sent one. */
    record Restored(long index) implements Outcome {}

    /** The disk failed: this server is over and does nothing more in this boot. */
    record Failed(String why) implements Outcome {}
}
