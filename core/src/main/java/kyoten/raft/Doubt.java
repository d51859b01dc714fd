package kyoten.raft;

import io.vavr.collection.TreeMap;
import kyoten.node.NodeId;

/** Whether a server may trust its own disk (rule R6). */
sealed interface Doubt {

    /** It may. */
    record Sure() implements Doubt {}

    /**
     * It found damage, or nothing at all. It grants no vote, campaigns never, and counts for no commit.
     *
     * @param blank the disk was empty: either the group begins, or the disk was wiped
     * @param number of its questions to the others
     * @param reached the furthest entry that the disk is known to have held, intact or not
     * @param answers what they answered to that
     */
    record Doubtful(boolean blank, long number, End reached, TreeMap<NodeId, RaftEnvelope> answers) implements Doubt {}

    /**
     * All voters have answered: it may vote for whoever has the best of their intact logs. It still counts for no
     * commit before a leader has caught it up.
     *
     * @param best the end of that log
     * @param reached as in {@link Doubtful}
     */
    record Floor(End best, End reached) implements Doubt {}

    /** A leader has caught it up, or its own log is the best: it is sure as soon as its file has been written anew. */
    record Mending() implements Doubt {}

    Doubt SURE = new Sure();
    Doubt MENDING = new Mending();

    default boolean isSure() {
        return this instanceof Sure;
    }
}
