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
     * @param behind what the disk holds behind a damaged place: its log ended there, and begins who knows where
     * @param answers what they answered to that
     */
    record Doubtful(boolean blank, long number, Log behind, TreeMap<NodeId, RaftEnvelope> answers) implements Doubt {

        /** The same doubt, and nobody has answered yet. */
        Doubtful asking(long newNumber) {
            return new Doubtful(blank, newNumber, behind, TreeMap.empty());
        }
    }

    /**
     * All voters have answered: it may vote for whoever has the best of their intact logs. It still counts for no
     * commit before a leader has caught it up, or has sent it what that log had.
     *
     * @param best the end of that log
     * @param behind as in {@link Doubtful}
     */
    record Floor(End best, Log behind) implements Doubt {}

    /** A leader has caught it up, or its own log is the best: it is sure as soon as its file has been written anew. */
    record Mending() implements Doubt {}

    Doubt SURE = new Sure();
    Doubt MENDING = new Mending();

    /** What the disk holds behind a damaged place. */
    default Log entriesBehind() {
        return this instanceof Doubtful doubtful
                ? doubtful.behind()
                : this instanceof Floor floor ? floor.behind() : Log.EMPTY;
    }

    default boolean isSure() {
        return this instanceof Sure;
    }
}
