package kyoten.raft;

/**
 * What of the state has reached the disk. At most one batch of the log file is under way; what comes meanwhile is
 * gathered for the next.
 *
 * @param nextOperation the number of the next disk operation
 * @param synced up to here the log in memory is on the disk
 * @param hard the hard state on the disk
 * @param batch what is under way
 * @param full the last attempt to write found no room
 * @param rewrite whether and why the whole file is to be written anew
 */
record Disk(long nextOperation, long synced, HardState hard, Batch batch, boolean full, Rewrite rewrite) {

    static final Disk FRESH = new Disk(1, 0, HardState.NONE, Batch.NONE, false, Rewrite.NO);

    /** Reasons to replace the file. */
    enum Rewrite {
        NO,
        /** To get rid of entries that a snapshot holds. Can wait. */
        COMPACT,
        /** What the file says is not what the log in memory continues, or it has damaged places. Comes before any append. */
        NEEDED
    }

    /**
     * A group of operations on the log file that ends in a sync or a replacement.
     *
     * @param append the number of the append; 0 of a replacement
     * @param end the number of the operation whose completion makes all of it durable; 0 if no batch is under way
     * @param upTo the last entry of the log that it makes durable; lowered when the log is truncated meanwhile
     * @param hard the hard state that it makes durable
     * @param rewrite why it replaces the file
     */
    record Batch(long append, long end, long upTo, HardState hard, Rewrite rewrite) {
        static final Batch NONE = new Batch(0, 0, 0, HardState.NONE, Rewrite.NO);
    }

    /** What a boot found is on the disk. */
    Disk booted(long lastIndex, HardState found) {
        return new Disk(nextOperation, lastIndex, found, Batch.NONE, false, Rewrite.NO);
    }

    boolean idle() {
        return batch.end == 0;
    }

    Disk started(Batch next) {
        return new Disk(next.end + 1, synced, hard, next, full, next.rewrite == Rewrite.NO ? rewrite : Rewrite.NO);
    }

    /** The batch ended well. */
    Disk done() {
        return new Disk(nextOperation, batch.upTo, batch.hard, Batch.NONE, full, rewrite);
    }

    /** The batch found no room: nothing of it counts. What had to be rewritten still has to; compaction can wait. */
    Disk withoutRoom() {
        boolean compaction = batch.rewrite == Rewrite.COMPACT;
        Rewrite wanted = batch.rewrite == Rewrite.NEEDED ? Rewrite.NEEDED : rewrite;
        return new Disk(nextOperation, synced, hard, Batch.NONE, full || !compaction, wanted);
    }

    /** The log in memory was cut after the index: what lies beyond on the disk is not that log any more. */
    Disk truncated(long index) {
        Batch lowered = new Batch(batch.append, batch.end, Math.min(batch.upTo, index), batch.hard, batch.rewrite);
        return new Disk(nextOperation, Math.min(synced, index), hard, lowered, full, rewrite);
    }

    /** The log in memory begins anew after a snapshot that is on the disk. */
    Disk restarted(long index) {
        Batch moved = idle() ? batch : new Batch(batch.append, batch.end, index, batch.hard, batch.rewrite);
        return new Disk(nextOperation, index, hard, moved, full, Rewrite.NEEDED);
    }

    /** A snapshot on the disk holds all entries up to the index; the file may lack some of them. */
    Disk reaching(long index) {
        if (synced >= index) {
            return this;
        }
        Batch raised = idle()
                ? batch
                : new Batch(batch.append, batch.end, Math.max(batch.upTo, index), batch.hard, batch.rewrite);
        return new Disk(nextOperation, index, hard, raised, full, Rewrite.NEEDED);
    }

    Disk wanting(Rewrite wanted) {
        return rewrite == Rewrite.NEEDED ? this : new Disk(nextOperation, synced, hard, batch, full, wanted);
    }

    Disk full(boolean isFull) {
        return new Disk(nextOperation, synced, hard, batch, isFull, rewrite);
    }

    Disk skippingOneOperation() {
        return new Disk(nextOperation + 1, synced, hard, batch, full, rewrite);
    }
}
