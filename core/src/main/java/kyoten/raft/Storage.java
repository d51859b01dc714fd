package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.Effect;
import kyoten.node.Event.DiskFault;
import kyoten.node.NodeId;

/**
 * The log file: one batch at a time, an append and its sync, while the next is gathered in memory. Every record holds the
 * hard state of its moment.
 */
final class Storage {
    private Storage() {}

    /** Begins the next batch, if the disk is free and there is something to write. Called at the end of every step. */
    static <T> void flush(Turn<T> turn) {
        if (!turn.disk.idle() || turn.disk.full()) {
            return;
        }
        write(turn);
    }

    private static <T> void write(Turn<T> turn) {
        if (turn.role instanceof Role.Loading || turn.role instanceof Role.Ended) {
            return;
        }
        if (turn.disk.rewrite() != Disk.Rewrite.NO) {
            replace(turn);
        } else if (turn.disk.synced() < turn.log.lastIndex() || !turn.hardIsSynced()) {
            append(turn);
        }
    }

    private static <T> void append(Turn<T> turn) {
        long after = turn.disk.synced();
        LogRecord.Builder record = record(turn, after);
        long upTo = fill(turn, record, after);
        long append = turn.disk.nextOperation();
        turn.effect(new Effect.Append(append, Raft.LOG, record.build().toByteString()));
        turn.effect(new Effect.Sync(append + 1, Raft.LOG));
        turn.note(Marks.APPENDED_UNSYNCED, "");
        turn.disk = turn.disk.started(new Disk.Batch(append, append + 1, upTo, turn.hard, Disk.Rewrite.NO));
    }

    private static <T> void replace(Turn<T> turn) {
        long upTo = turn.log.baseIndex();
        LogRecord.Builder record = record(turn, upTo).setBegins(true);
        RaftState.Configured oldest = turn.configurations.last();
        if (oldest.index() == 0) {
            record.setFounding(oldest.configuration().toMessage());
        }
        Vector<ByteString> parts = Vector.empty();
        do {
            upTo = fill(turn, record, upTo);
            parts = parts.append(record.build().toByteString());
            record = record(turn, upTo);
        } while (upTo < turn.log.lastIndex());
        parts = parts.appendAll(behind(turn));
        long operation = turn.disk.nextOperation();
        turn.effect(new Effect.Replace(operation, Raft.LOG, parts));
        turn.disk = turn.disk.started(new Disk.Batch(0, operation, upTo, turn.hard, turn.disk.rewrite()));
    }

    /** What stood behind a damaged place stays behind a hole, until the doubt is over: nobody else may have it. */
    private static <T> Vector<ByteString> behind(Turn<T> turn) {
        Log behind = turn.doubt.entriesBehind();
        Vector<ByteString> parts = Vector.empty();
        long upTo = behind.baseIndex();
        while (behind.end().compareTo(turn.log.end()) > 0 && upTo < behind.lastIndex()) {
            LogRecord.Builder record = head(turn, upTo, behind);
            upTo = fill(turn, record, upTo, behind);
            parts = parts.append(record.build().toByteString());
        }
        return parts;
    }

    private static <T> LogRecord.Builder record(Turn<T> turn, long after) {
        return head(turn, after, turn.log);
    }

    private static <T> LogRecord.Builder head(Turn<T> turn, long after, Log log) {
        return LogRecord.newBuilder()
                .setGroup(turn.options.group())
                .setTerm(turn.hard.term())
                .setVotedFor(turn.hard.vote().map(NodeId::name).getOrElse(""))
                .setDiskId(turn.hard.diskId())
                .setDoubtful(!turn.doubt.isSure() && turn.doubt != Doubt.MENDING)
                .setBlank(Doubts.isBlank(turn))
                .setPrevIndex(after)
                .setPrevTerm(log.term(after));
    }

    /** Adds entries after the index, as many as a batch may hold, and answers the last one's index. */
    private static <T> long fill(Turn<T> turn, LogRecord.Builder record, long after) {
        return fill(turn, record, after, turn.log);
    }

    private static <T> long fill(Turn<T> turn, LogRecord.Builder record, long after, Log log) {
        long last = after;
        int room = turn.options.limits().batchBytes();
        while (last < log.lastIndex() && room > 0) {
            Entry entry = log.entry(last + 1);
            record.addEntries(entry);
            room -= entry.getSerializedSize();
            last++;
        }
        return last;
    }

    static <T> void onDone(Turn<T> turn, long operation) {
        if (operation != turn.disk.batch().end() || turn.disk.idle()) {
            // The append of a batch, whose sync is still to come; or the sync of one that found no room.
            return;
        }
        Disk.Rewrite rewritten = turn.disk.batch().rewrite();
        turn.disk = turn.disk.done().full(false);
        turn.note(Marks.SYNCED, "");
        turn.release();
        if (rewritten == Disk.Rewrite.NEEDED && turn.disk.rewrite() != Disk.Rewrite.NEEDED) {
            Doubts.onMended(turn);
        }
        Elections.onHardStateSynced(turn);
        if (turn.role instanceof Leader) {
            Commit.advance(turn);
        }
    }

    /** The disk is full: what is there stays, nothing is taken in, and now and then it is tried again (rule K4). */
    static <T> void onFull(Turn<T> turn) {
        turn.disk = turn.disk.withoutRoom();
        turn.note(Marks.DISK_FULL, "");
        if (turn.disk.full()) {
            turn.effect(new Effect.SetTimer(
                    turn.names.diskRetry(), turn.options.timing().diskRetry().toNanos()));
            Handovers.onFullDisk(turn);
        }
    }

    static <T> void onRetry(Turn<T> turn) {
        if (!turn.disk.full() || !turn.disk.idle()) {
            turn.ignored("nothing to try again");
            return;
        }
        write(turn);
        if (turn.disk.idle()) {
            turn.disk = turn.disk.full(false);
        }
    }

    static <T> void onFailed(Turn<T> turn, long operation, DiskFault fault) {
        boolean ofBatch = !turn.disk.idle()
                && (operation == turn.disk.batch().append()
                        || operation == turn.disk.batch().end());
        boolean ofSnapshot = turn.saving.exists(saving -> saving.operation() == operation);
        if (fault == DiskFault.FULL && ofBatch) {
            onFull(turn);
        } else if (fault == DiskFault.FULL && ofSnapshot) {
            Snapshots.onNoRoom(turn);
        } else if (fault == DiskFault.FULL) {
            turn.ignored("of a batch that is given up");
        } else {
            end(turn, "the disk failed: " + fault);
        }
    }

    /** A failed sync tells nothing of what is on the disk, and trying again would tell lies (rule K4). */
    static <T> void end(Turn<T> turn, String why) {
        if (turn.role instanceof Leader) {
            Elections.depose(turn);
            turn.outcome(new Outcome.Deposed());
        }
        turn.role = new Role.Ended(why);
        turn.held = RaftState.Held.NONE;
        turn.incoming = Option.none();
        turn.note(Marks.DISK_FAILED, why);
        turn.outcome(new Outcome.Failed(why));
        turn.effect(new Effect.CancelTimer(turn.names.election()));
        turn.effect(new Effect.CancelTimer(turn.names.diskRetry()));
        turn.effect(new Effect.CancelTimer(turn.names.doubt()));
    }
}
