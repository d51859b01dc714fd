package kyoten.raft;

import io.vavr.collection.Seq;
import java.time.Duration;
import kyoten.node.NodeId;

/**
 * What one server knows of its group before it reads its disk.
 *
 * @param group the group's number, from 0
 * @param self this server
 * @param founders the voters with which the group begins, the same on each of them; empty on a server that joins later.
 *     A group begins once all its founders have met
 * @param timing how fast
 * @param limits how much
 */
public record RaftOptions(int group, NodeId self, Seq<NodeId> founders, Timing timing, Limits limits) {

    public RaftOptions {
        founders = founders.sorted();
        if (group < 0) {
            throw new IllegalArgumentException("a group's number is at least 0: " + group);
        }
        if (founders.distinct().size() != founders.size()) {
            throw new IllegalArgumentException("a founder is named twice: " + founders);
        }
    }

    /** Group 0 with the usual timing and limits. */
    public static RaftOptions of(NodeId self, Seq<NodeId> founders) {
        return new RaftOptions(0, self, founders, Timing.USUAL, Limits.USUAL);
    }

    public RaftOptions with(Timing other) {
        return new RaftOptions(group, self, founders, other, limits);
    }

    public RaftOptions with(Limits other) {
        return new RaftOptions(group, self, founders, timing, other);
    }

    /**
     * Times.
     *
     * @param election a follower waits between once and twice as long before it campaigns; a leader that hears of no
     *     majority for so long steps down
     * @param heartbeat between two heartbeats; a fraction of {@code election}
     * @param diskRetry between two attempts to write to a full disk
     */
    public record Timing(Duration election, Duration heartbeat, Duration diskRetry) {

        /** For servers a few milliseconds apart at most. */
        public static final Timing USUAL =
                new Timing(Duration.ofMillis(300), Duration.ofMillis(50), Duration.ofMillis(500));

        public Timing {
            if (heartbeat.isZero()
                    || heartbeat.isNegative()
                    || heartbeat.multipliedBy(2).compareTo(election) > 0) {
                throw new IllegalArgumentException(
                        "a heartbeat lasts at most half an election timeout: " + heartbeat + ", " + election);
            }
            if (diskRetry.isZero() || diskRetry.isNegative()) {
                throw new IllegalArgumentException("a time between two attempts is positive: " + diskRetry);
            }
        }
    }

    /**
     * Sizes.
     *
     * @param inFlight how many requests with entries may be unanswered per peer, 1 to 48
     * @param batchBytes how many bytes of entries a message or a record carries, at least one entry
     * @param uncommitted how many entries a leader takes in beyond the commit index
     * @param snapshotEvery how many entries are applied between two snapshots
     * @param tail how many entries before the snapshot are kept for laggards
     */
    public record Limits(int inFlight, int batchBytes, int uncommitted, int snapshotEvery, int tail) {

        /** For entries of a few KiB. */
        public static final Limits USUAL = new Limits(4, 1 << 20, 20_000, 10_000, 1_000);

        public Limits {
            if (inFlight < 1 || inFlight > 48) {
                throw new IllegalArgumentException("requests in flight number 1 to 48: " + inFlight);
            }
            if (batchBytes < 1 || uncommitted < 1 || snapshotEvery < 1 || tail < 0) {
                throw new IllegalArgumentException(
                        "limits are positive: " + batchBytes + ", " + uncommitted + ", " + snapshotEvery + ", " + tail);
            }
        }
    }
}
