package kyoten.raft;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import kyoten.node.BootFile;
import kyoten.node.NodeId;

/**
 * What the records of the log file add up to.
 *
 * @param log the intact entries without a hole, from the beginning or from the snapshot
 * @param founding the founding configuration, if the file tells it
 * @param doubtful something is damaged, or missing, or the writer was in doubt already
 * @param blank the server has never been let into a group
 * @param behind the entries that end furthest behind a hole, as a log that begins there; empty if there are none
 * @param anew what the file holds is not what the log continues: it must be written anew before anything is appended
 */
record Scan(
        Log log,
        HardState hard,
        Option<Configuration> founding,
        boolean doubtful,
        boolean blank,
        Log behind,
        boolean anew) {

    /**
     * @param snapshot the last index and term of an intact snapshot, if there is one
     */
    static Scan of(int group, Seq<BootFile.LogRecord> records, Option<long[]> snapshot) {
        Scan scan = new Scan(Log.EMPTY, HardState.NONE, Option.none(), false, true, Log.EMPTY, false);
        boolean damaged = false;
        for (BootFile.LogRecord record : records) {
            Option<LogRecord> parsed = parse(record);
            if (parsed.isEmpty()) {
                damaged = true;
            } else if (parsed.get().getGroup() == group) {
                scan = scan.after(parsed.get(), snapshot);
                damaged |= scan.anew;
            }
        }
        return scan.damagedIf(damaged).onto(snapshot).joined();
    }

    static Option<LogRecord> parse(BootFile.LogRecord record) {
        if (record instanceof BootFile.Good good) {
            try {
                return Option.some(LogRecord.parseFrom(good.bytes()));
            } catch (InvalidProtocolBufferException e) {
                return Option.none();
            }
        }
        return Option.none();
    }

    private Scan after(LogRecord record, Option<long[]> snapshot) {
        Option<Configuration> founded =
                record.hasFounding() ? Option.some(Configuration.of(record.getFounding())) : founding;
        Log base = record.getBegins() ? Log.after(record.getPrevIndex(), record.getPrevTerm()) : log;
        HardState read = hardState(record);
        boolean continues = base.matches(record.getPrevIndex(), record.getPrevTerm());
        if (!continues && record.getEntriesCount() > 0) {
            boolean held = snapshot.exists(end -> record.getPrevIndex() + record.getEntriesCount() <= end[0]);
            // A hole: a record before it is lost. What follows it is no log of ours any more.
            return new Scan(
                    base, read, founded, record.getDoubtful(), record.getBlank(), furthest(record), anew || !held);
        }
        Log grown = record.getEntriesCount() > 0 ? continued(base, record) : base;
        return new Scan(
                grown, read, founded, record.getDoubtful(), record.getBlank(), behind, anew && !record.getBegins());
    }

    private Log furthest(LogRecord record) {
        boolean continues = behind.matches(record.getPrevIndex(), record.getPrevTerm());
        Log seen = continued(continues ? behind : Log.after(record.getPrevIndex(), record.getPrevTerm()), record);
        return seen.end().compareTo(behind.end()) > 0 ? seen : behind;
    }

    private static Log continued(Log before, LogRecord record) {
        Log grown = before.upTo(record.getPrevIndex());
        for (Entry entry : record.getEntriesList()) {
            grown = grown.append(entry);
        }
        return grown;
    }

    /** Later records tell later hard states; after a hole, the highest term and its vote are what binds. */
    private HardState hardState(LogRecord record) {
        Option<NodeId> vote =
                record.getVotedFor().isEmpty() ? Option.none() : Option.some(new NodeId(record.getVotedFor()));
        long disk = record.getDiskId() != 0 ? record.getDiskId() : hard.diskId();
        return record.getTerm() >= hard.term()
                ? new HardState(record.getTerm(), vote, disk)
                : new HardState(hard.term(), hard.vote(), disk);
    }

    Scan damagedIf(boolean damaged) {
        return damaged ? new Scan(log, hard, founding, true, blank, behind, anew) : this;
    }

    /** What stands behind the hole may follow where the log ends, if what was lost in between is in the snapshot. */
    private Scan joined() {
        long from = log.lastIndex();
        if (behind.lastIndex() <= from || !behind.matches(from, log.lastTerm())) {
            return this;
        }
        Log whole = log;
        for (long index = from + 1; index <= behind.lastIndex(); index++) {
            whole = whole.append(behind.entry(index));
        }
        return new Scan(whole, hard, founding, doubtful, blank, Log.EMPTY, true);
    }

    /** A snapshot that the log doesn't reach, or doesn't agree with, came after it and replaces it. */
    private Scan onto(Option<long[]> snapshot) {
        long index = snapshot.map(end -> end[0]).getOrElse(0L);
        long term = snapshot.map(end -> end[1]).getOrElse(0L);
        if (log.matches(index, term)) {
            return this;
        }
        // The log begins beyond the snapshot: what it follows is lost.
        boolean hole = log.baseIndex() > index;
        Log further = hole && log.end().compareTo(behind.end()) > 0 ? log : behind;
        return new Scan(Log.after(index, term), hard, founding, doubtful || hole, blank, further, true);
    }
}
