package kyoten.raft;

import io.vavr.collection.Vector;

/** The moments that Raft notes, for traces and for faults that strike at a mark. */
public final class Marks {
    public static final String BECAME_LEADER = "became-leader";
    public static final String STEPPED_DOWN = "stepped-down";
    /** A vote was granted; it is not synced yet. */
    public static final String VOTE_GRANTED = "vote-granted";
    /** A batch of the log file has been handed to the disk, and its sync is under way. */
    public static final String APPENDED_UNSYNCED = "appended-unsynced";
    /** A batch of the log file is durable. */
    public static final String SYNCED = "synced";

    /** Entries that no majority has have made way for others; the log file does not know yet. */
    public static final String LOG_TRUNCATED = "log-truncated";
    /** A leader hands its office over, and takes nothing meanwhile. */
    public static final String HANDOVER_BEGUN = "handover-begun";

    public static final String SNAPSHOT_CUT = "snapshot-cut";
    public static final String SNAPSHOT_CHUNK_SENT = "snapshot-chunk-sent";
    public static final String SNAPSHOT_INSTALLED = "snapshot-installed";
    public static final String CONFIG_CHANGED = "config-changed";
    public static final String DOUBTFUL_BOOT = "doubtful-boot";
    public static final String DOUBT_ENDED = "doubt-ended";
    /** Somebody has synced more than is left anywhere: until more is found, or a person decides, the group stops. */
    public static final String ENTRIES_LOST = "entries-lost";
    /** A leader found that a peer's disk has lost what it acknowledged. */
    public static final String ROLLED_BACK = "rolled-back";

    public static final String DISK_FULL = "disk-full";
    public static final String DISK_FAILED = "disk-failed";

    /** All that a run can reach. */
    public static final Vector<String> ALL = Vector.of(
            BECAME_LEADER,
            STEPPED_DOWN,
            VOTE_GRANTED,
            APPENDED_UNSYNCED,
            SYNCED,
            LOG_TRUNCATED,
            HANDOVER_BEGUN,
            SNAPSHOT_CUT,
            SNAPSHOT_CHUNK_SENT,
            SNAPSHOT_INSTALLED,
            CONFIG_CHANGED,
            DOUBTFUL_BOOT,
            DOUBT_ENDED,
            ENTRIES_LOST,
            ROLLED_BACK,
            DISK_FULL,
            DISK_FAILED);

    private Marks() {}
}
