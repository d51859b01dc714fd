package kyoten.raft;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.FileName;

/** A disk whose operations are done when the test says so. It loses at a crash what was not synced. */
final class TestDisk {
    /** A record of the log, or a place where one was. */
    private final List<BootFile.LogRecord> log = new ArrayList<>();

    private int syncedRecords;
    private ByteString snapshot = ByteString.EMPTY;
    private final ArrayDeque<Effect.DiskOperation> logQueue = new ArrayDeque<>();
    private final ArrayDeque<Effect.DiskOperation> bulkQueue = new ArrayDeque<>();
    boolean full;

    void issue(Effect.DiskOperation operation) {
        (operation.file().equals(Raft.LOG) ? logQueue : bulkQueue).add(operation);
    }

    boolean isBusy() {
        return !logQueue.isEmpty() || !bulkQueue.isEmpty();
    }

    boolean hasLogWork() {
        return !logQueue.isEmpty();
    }

    /** Does the oldest operation, of the log or of the snapshot's file. */
    Event next(boolean ofLog) {
        boolean log1 = ofLog ? !logQueue.isEmpty() : bulkQueue.isEmpty();
        Effect.DiskOperation operation = (log1 ? logQueue : bulkQueue).remove();
        boolean writes = operation instanceof Effect.Append || operation instanceof Effect.Replace;
        if (full && writes) {
            return new Event.DiskFailed(operation.operation(), Event.DiskFault.FULL);
        }
        return new Event.DiskDone(operation.operation(), apply(operation));
    }

    private ByteString apply(Effect.DiskOperation operation) {
        if (operation instanceof Effect.Append append) {
            log.add(new BootFile.Good(append.bytes()));
        } else if (operation instanceof Effect.Sync) {
            syncedRecords = log.size();
        } else if (operation instanceof Effect.Replace replace && replace.file().equals(Raft.LOG)) {
            log.clear();
            replace.parts().forEach(part -> log.add(new BootFile.Good(part)));
            syncedRecords = log.size();
        } else if (operation instanceof Effect.Replace replace) {
            snapshot = ByteString.copyFrom(replace.parts());
        } else if (operation instanceof Effect.Read read) {
            return snapshot.substring((int) read.offset(), (int) read.offset() + read.length());
        } else {
            throw new IllegalStateException("not done by this disk: " + operation);
        }
        return ByteString.EMPTY;
    }

    /**
     * @param below draws a number from 0 to a bound, exclusive: how much of what was not synced is there afterwards
     */
    void crash(IntUnaryOperator below) {
        int done = below.applyAsInt(logQueue.size() + 1);
        for (int i = 0; i < done; i++) {
            apply(logQueue.remove());
        }
        if (!bulkQueue.isEmpty() && below.applyAsInt(2) == 1) {
            apply(bulkQueue.remove());
        }
        logQueue.clear();
        bulkQueue.clear();
        int last = log.size() - 1;
        for (int i = last; i >= syncedRecords; i--) {
            int fate = below.applyAsInt(3);
            if (fate == 0) {
                log.remove(i);
            } else if (fate == 1) {
                log.set(i, new BootFile.Damaged(i, 0));
            }
        }
        syncedRecords = log.size();
    }

    /** Loses everything that was not synced, without a trace. */
    void crashCleanly() {
        logQueue.clear();
        bulkQueue.clear();
        while (log.size() > syncedRecords) {
            log.remove(log.size() - 1);
        }
    }

    void damage(int record) {
        log.set(record, new BootFile.Damaged(record, 0));
    }

    void tearTail() {
        log.add(new BootFile.Damaged(log.size(), 0));
        syncedRecords = log.size();
    }

    void damageSnapshot() {
        byte[] bytes = snapshot.toByteArray();
        bytes[bytes.length / 2] ^= 1;
        snapshot = ByteString.copyFrom(bytes);
    }

    void wipe() {
        log.clear();
        logQueue.clear();
        bulkQueue.clear();
        syncedRecords = 0;
        snapshot = ByteString.EMPTY;
    }

    int records() {
        return log.size();
    }

    int snapshotBytes() {
        return snapshot.size();
    }

    /** An image that can be put back. */
    List<BootFile.LogRecord> image() {
        return List.copyOf(log);
    }

    void restoreLog(List<BootFile.LogRecord> image) {
        wipe();
        log.addAll(image);
        syncedRecords = log.size();
    }

    io.vavr.collection.Seq<BootFile> files() {
        return io.vavr.collection.Vector.of(
                new BootFile.Log(Raft.LOG, io.vavr.collection.Vector.ofAll(log)),
                new BootFile.Bulk(FileName.bulk("snapshot-0"), snapshot.size()));
    }
}
