package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.BootFile;
import kyoten.node.NodeId;

/** A server's lives. Each holds what only it needs. */
sealed interface Role permits Role.Loading, Role.Follower, Role.PreCandidate, Role.Candidate, Leader, Role.Ended {

    /**
     * It has booted and reads its snapshot. It hears nothing.
     *
     * @param records what the log file holds
     * @param length of the snapshot's file, in bytes
     * @param pieces what of it has been read
     * @param operation the read under way; 0 before the boot
     */
    record Loading(Seq<BootFile.LogRecord> records, long length, Vector<ByteString> pieces, long operation)
            implements Role {
        static final Loading UNBOOTED = new Loading(Vector.empty(), 0, Vector.empty(), 0);
    }

    /**
     * It follows.
     *
     * @param leader the leader of the current term, once it has been heard
     */
    record Follower(Option<NodeId> leader) implements Role {}

    /**
     * It asks whether it could win, and disturbs nobody (§9.6).
     *
     * @param number of its requests
     * @param grants who granted, itself included
     */
    record PreCandidate(long number, TreeSet<NodeId> grants) implements Role {}

    /**
     * It campaigns (§3.4).
     *
     * @param number of its requests
     * @param votes who voted for it; itself once that vote is synced
     */
    record Candidate(long number, TreeSet<NodeId> votes) implements Role {}

    /** Its disk failed. It does nothing more. */
    record Ended(String why) implements Role {}

    default Option<NodeId> knownLeader() {
        return this instanceof Follower follower ? follower.leader() : Option.none();
    }
}
