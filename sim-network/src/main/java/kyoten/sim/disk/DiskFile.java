package kyoten.sim.disk;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.Queue;
import kyoten.node.BootFile;
import kyoten.node.BootFile.LogRecord;
import kyoten.node.Effect;
import kyoten.node.Effect.DiskOperation;
import kyoten.node.Event.DiskFault;
import kyoten.node.FileName;
import kyoten.sim.kernel.ContractBroken;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Kernel;
import kyoten.sim.kernel.Purpose;
import kyoten.wire.RecordLog;
import kyoten.wire.RecordLog.Framed;

/** One file of a disk: its content, and the operations that wait for it in order. */
final class DiskFile {
    private final Disk disk;
    private final Kernel kernel;
    private final FileName name;
    private final Dice dice;
    private final Content content = new Content();
    private final Queue<DiskOperation> inFlight = new ArrayDeque<>();
    private long salt;
    private LogTails tails;
    private boolean exists;
    private boolean existsForSure;
    private boolean broken;
    private long busyUntil;

    /** What came of an operation: bytes that were read, or a fault. */
    record Outcome(ByteString bytes, Option<DiskFault> fault) {
        static final Outcome DONE = new Outcome(ByteString.EMPTY, Option.none());
        static final Outcome FULL = new Outcome(ByteString.EMPTY, Option.some(DiskFault.FULL));
        static final Outcome BROKEN = new Outcome(ByteString.EMPTY, Option.some(DiskFault.BROKEN));
    }

    DiskFile(Disk disk, FileName name, Dice dice) {
        this.disk = disk;
        this.kernel = disk.kernel();
        this.name = name;
        this.dice = dice;
        setSalt(dice.draw(Purpose.LOG_SALT, kernel.now()));
    }

    private void setSalt(long newSalt) {
        salt = newSalt;
        tails = new LogTails(newSalt);
    }

    FileName name() {
        return name;
    }

    Dice dice() {
        return dice;
    }

    int length() {
        return content.length();
    }

    int syncedLength() {
        return content.syncedLength();
    }

    boolean exists() {
        return exists;
    }

    // ---- operations

    /** Puts an operation behind the others; returns when it will be done. */
    long enqueue(DiskOperation operation, long nanos) {
        inFlight.add(operation);
        busyUntil = Math.max(kernel.now(), busyUntil) + nanos;
        return busyUntil;
    }

    /** The first operation that waits is done now. */
    Outcome next() {
        DiskOperation operation = inFlight.remove();
        if (broken) {
            kernel.tally().add(Counted.DISK_BROKEN);
            return Outcome.BROKEN;
        }
        DiskConditions conditions = disk.conditions();
        boolean breaks = dice.happens(Purpose.DISK_BROKEN, kernel.now(), conditions.brokenPerMillion());
        if (operation instanceof Effect.Sync && conditions.syncsFail()) {
            kernel.tally().add(Counted.SYNCS_FAILED);
            breaks = true;
        }
        if (breaks) {
            broken = true;
            kernel.tally().add(Counted.DISK_BROKEN);
            mayHappen(operation);
            return Outcome.BROKEN;
        }
        return execute(operation);
    }

    private Outcome execute(DiskOperation operation) {
        if (operation instanceof Effect.Append append) {
            return append(append.bytes());
        } else if (operation instanceof Effect.Sync) {
            content.sync();
            existsForSure = exists;
            return Outcome.DONE;
        } else if (operation instanceof Effect.Truncate truncate) {
            return truncate(truncate.records());
        } else if (operation instanceof Effect.Replace replace) {
            return replace(replace.parts());
        } else if (operation instanceof Effect.Read read) {
            return new Outcome(ByteString.copyFrom(content.read(read.offset(), read.length())), Option.none());
        }
        throw new ContractBroken("asks for an unknown disk operation: " + operation);
    }

    private Outcome append(ByteString bytes) {
        Framed framed = tails.frame(bytes);
        if (!disk.hasRoomFor(framed.bytes().length)) {
            kernel.tally().add(Counted.DISK_FULL);
            return Outcome.FULL;
        }
        if (content.isCutUnsynced()) {
            // The log's format asks for this: else a crash could bring back what was cut, behind what is new.
            content.sync();
        }
        kernel.trace().add(framed.bytes());
        content.put(tails.offset(), framed.bytes());
        tails.appended(framed);
        exists = true;
        return Outcome.DONE;
    }

    private Outcome truncate(long records) {
        if (records < 0 || records > tails.records()) {
            throw new ContractBroken("cuts " + name + " after " + records + " records, but it has " + tails.records());
        }
        tails.cut((int) records);
        content.cut(tails.offset());
        return Outcome.DONE;
    }

    private Outcome replace(Seq<ByteString> parts) {
        long size = parts.foldLeft(0L, (sum, part) -> sum + part.size());
        if (!disk.hasRoomFor(size)) {
            kernel.tally().add(Counted.DISK_FULL);
            return Outcome.FULL;
        }
        byte[] bytes = name.kind() == FileName.Kind.LOG ? tails.replace(parts) : joined(parts, size);
        kernel.trace().add(bytes);
        content.replace(bytes);
        exists = true;
        existsForSure = true;
        return Outcome.DONE;
    }

    private static byte[] joined(Seq<ByteString> parts, long size) {
        byte[] bytes = new byte[Math.toIntExact(size)];
        int at = 0;
        for (ByteString part : parts) {
            part.copyTo(bytes, at);
            at += part.size();
        }
        return bytes;
    }

    /** An operation that was cut short by a crash or failed may have happened, wholly or (what isn't atomic) partly. */
    private void mayHappen(DiskOperation operation) {
        boolean changes = operation instanceof Effect.Append || operation instanceof Effect.Replace;
        if (changes && dice.below(Purpose.CRASH_IN_FLIGHT, kernel.now(), 2) == 1) {
            execute(operation);
        }
    }

    // ---- crash and boot

    /** Of what waits, some is done, one operation may be done in part; then what wasn't synced is lost or not. */
    void crash(Unsynced unsynced) {
        int waiting = inFlight.size();
        if (waiting > 0 && !broken) {
            kernel.tally().add(Counted.IN_FLIGHT_AT_CRASH, waiting);
            if (unsynced != Unsynced.LOST) {
                doSome(dice.below(Purpose.CRASH_IN_FLIGHT, kernel.now(), waiting + 1L));
            }
        }
        inFlight.clear();
        content.crash(unsynced, dice, kernel.now(), kernel.tally());
        exists = existsForSure
                || content.syncedLength() > 0
                || (exists && dice.below(Purpose.CRASH_IN_FLIGHT, kernel.now(), 2) == 1);
    }

    private void doSome(long operations) {
        try {
            for (long i = 0; i < operations && !broken; i++) {
                next();
            }
        } catch (ContractBroken e) {
            // The node is gone; nobody will hear that its last operation made no sense.
            broken = true;
        }
        if (!inFlight.isEmpty() && !broken) {
            mayHappen(inFlight.element());
        }
    }

    /** What a boot shows. All of it is synced: nothing else survived the crash. */
    BootFile boot() {
        broken = false;
        busyUntil = kernel.now();
        existsForSure = true;
        if (name.kind() == FileName.Kind.BULK) {
            return new BootFile.Bulk(name, content.syncedLength());
        }
        Seq<LogRecord> records = tails.scan(content.synced());
        kernel.tally().add(Counted.RECORDS_DAMAGED_AT_BOOT, records.count(BootFile.Damaged.class::isInstance));
        return new BootFile.Log(name, records);
    }

    /** What a boot would show if the node lost all that isn't synced. */
    BootFile inspect() {
        if (name.kind() == FileName.Kind.BULK) {
            return new BootFile.Bulk(name, content.syncedLength());
        }
        return new BootFile.Log(name, new LogTails(salt).scan(content.synced()));
    }

    /** What is synced. */
    ByteString bytes() {
        return ByteString.copyFrom(content.synced());
    }

    // ---- faults

    DiskImage.Part image() {
        return new DiskImage.Part(content.synced(), salt);
    }

    void restore(DiskImage.Part part) {
        setSalt(part.salt());
        content.replace(part.bytes().clone());
        exists = true;
        existsForSure = true;
    }

    void rot() {
        flipWithin(0, content.syncedLength());
    }

    boolean rotRecord(int place) {
        if (name.kind() == FileName.Kind.BULK) {
            return flipWithin(place, Math.min(1, content.syncedLength() - place));
        }
        LogTails places = new LogTails(salt);
        Seq<LogRecord> records = places.scan(content.synced());
        if (place >= records.size() || !(records.get(place) instanceof BootFile.Good good)) {
            return false;
        }
        int begin = places.offset(place) + RecordLog.HEADER;
        return good.bytes().isEmpty()
                ? flipWithin(places.offset(place), RecordLog.HEADER)
                : flipWithin(begin, good.bytes().size());
    }

    /** Flips a drawn bit of some bytes, if there are any. */
    private boolean flipWithin(int offset, int bytes) {
        if (bytes <= 0) {
            return false;
        }
        long bit = dice.below(Purpose.ROT_PLACE, kernel.now(), bytes * (long) Byte.SIZE);
        content.flip(offset * (long) Byte.SIZE + bit);
        kernel.tally().add(Counted.BITS_ROTTED);
        return true;
    }
}
