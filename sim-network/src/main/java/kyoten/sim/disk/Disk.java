package kyoten.sim.disk;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Effect.DiskOperation;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.sim.kernel.ContractBroken;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Happening;
import kyoten.sim.kernel.Kernel;
import kyoten.sim.kernel.Mix;
import kyoten.sim.kernel.Purpose;
import org.agrona.collections.LongHashSet;

/**
 * A node's disk: files with a queue each, first-in-first-out within a file and unordered between files.
 *
 * <p>An operation takes effect at the moment when its completion is reported. What is in flight at a crash takes effect
 * wholly, partly or not, there and then.
 */
public final class Disk {
    private static final long SECOND = 1_000_000_000L;

    private final Kernel kernel;
    private final Place place;
    private final DiskOptions options;
    private final Owner owner;
    private final Dice dice;
    private final SortedMap<FileName, DiskFile> files = new TreeMap<>();
    private final LongHashSet operations = new LongHashSet();
    private DiskConditions conditions = DiskConditions.GOOD;
    private long capacity;
    private long boot;

    /** Whose disk it is, for the chance in it. */
    public record Place(long seed, String node) {
        Dice dice(FileName file, long boot) {
            return new Dice(seed, key(file, boot));
        }

        long key(FileName file, long boot) {
            return Mix.mix(Mix.mix(Mix.text(node), Mix.text(file.toString())), boot);
        }
    }

    /** Who hears of what came of the operations. */
    public interface Owner {

        /** An operation is done or has failed. */
        void occur(Event event);

        /** An operation makes no sense for the file as it was when its turn came. */
        void broke(ContractBroken cause);
    }

    public Disk(Kernel kernel, Place place, DiskOptions options, Owner owner) {
        this.kernel = kernel;
        this.place = place;
        this.options = options;
        this.owner = owner;
        this.dice = new Dice(place.seed, Mix.text(place.node));
        this.capacity = options.capacityBytes();
    }

    // ---- operations

    /**
     * Begins an operation.
     *
     * @throws ContractBroken if no host could do it
     */
    public void perform(DiskOperation operation) {
        check(operation);
        DiskFile file = file(operation.file());
        long done = file.enqueue(operation, nanos(operation, file.dice()));
        kernel.tally().add(Counted.DISK_OPERATIONS);
        kernel.trace().add(operation.operation());
        kernel.at(done, new OperationDone(file, operation.operation(), boot));
    }

    private void check(DiskOperation operation) {
        boolean onLog = operation instanceof Effect.Append || operation instanceof Effect.Truncate;
        boolean onBulk = operation instanceof Effect.Read;
        FileName.Kind kind = operation.file().kind();
        if ((onLog && kind != FileName.Kind.LOG) || (onBulk && kind != FileName.Kind.BULK)) {
            throw new ContractBroken("asks for " + operation.getClass().getSimpleName() + " on " + operation.file());
        }
        if (operation instanceof Effect.Read read && (read.offset() < 0 || read.length() < 0)) {
            throw new ContractBroken("reads " + read.length() + " bytes at " + read.offset() + " of " + read.file());
        }
        if (!operations.add(operation.operation())) {
            throw new ContractBroken("gives the number " + operation.operation() + " to two disk operations");
        }
    }

    private DiskFile file(FileName name) {
        DiskFile file = files.get(name);
        if (file == null) {
            file = new DiskFile(this, name, place.dice(name, boot));
            files.put(name, file);
        }
        return file;
    }

    private long nanos(DiskOperation operation, Dice chance) {
        long bits = chance.draw(Purpose.DISK_LATENCY, kernel.now());
        long nanos;
        if (operation instanceof Effect.Append append) {
            nanos = options.write().of(bits) + transfer(append.bytes().size());
        } else if (operation instanceof Effect.Replace replace) {
            nanos = options.sync().of(bits) + transfer(replace.parts().foldLeft(0L, (sum, part) -> sum + part.size()));
        } else if (operation instanceof Effect.Read read) {
            nanos = options.read().of(bits) + transfer(read.length());
        } else {
            nanos = (operation instanceof Effect.Sync ? options.sync() : options.write()).of(bits);
        }
        if (conditions.slowFactor() > 1) {
            kernel.tally().add(Counted.DISK_OPERATIONS_SLOWED);
        }
        return nanos * conditions.slowFactor();
    }

    private long transfer(long bytes) {
        return bytes * SECOND / options.bytesPerSecond();
    }

    /** An operation's turn has come and its time is over. */
    private final class OperationDone extends Happening {
        private final DiskFile file;
        private final long operation;
        private final long ofBoot;

        OperationDone(DiskFile file, long operation, long ofBoot) {
            this.file = file;
            this.operation = operation;
            this.ofBoot = ofBoot;
        }

        @Override
        protected boolean isStale() {
            return boot != ofBoot;
        }

        @Override
        protected void happen() {
            DiskFile.Outcome outcome;
            try {
                outcome = file.next();
            } catch (ContractBroken e) {
                owner.broke(e);
                return;
            }
            owner.occur(
                    outcome.fault().isEmpty()
                            ? new Event.DiskDone(operation, outcome.bytes())
                            : new Event.DiskFailed(operation, outcome.fault().get()));
        }
    }

    // ---- crash and boot

    /** The node crashed: nothing that is in flight is reported any more. */
    public void crash(Unsynced unsynced) {
        boot++;
        operations.clear();
        files.values().forEach(file -> file.crash(unsynced));
        files.values().removeIf(file -> !file.exists());
    }

    /** The files as a boot shows them, ordered by name. */
    public Seq<BootFile> boot() {
        for (DiskFile file : files.values()) {
            file.dice().moveTo(place.seed, place.key(file.name(), boot));
        }
        return Vector.ofAll(files.values()).map(DiskFile::boot);
    }

    /** The files as a boot would show them now if the node lost all that isn't synced. Changes nothing. */
    public Seq<BootFile> inspect() {
        return Vector.ofAll(files.values()).map(DiskFile::inspect);
    }

    /** What of a file is synced; nothing of one that isn't there. Changes nothing. */
    public ByteString inspect(FileName name) {
        return Option.of(files.get(name)).map(DiskFile::bytes).getOrElse(ByteString.EMPTY);
    }

    // ---- faults

    /** What is wrong with the disk from now on. */
    public void setConditions(DiskConditions newConditions) {
        conditions = newConditions;
    }

    /** The disk takes so many bytes more. */
    public void limitTo(long freeBytes) {
        capacity = Math.min(capacity, used() + Math.min(freeBytes, Long.MAX_VALUE / 2));
    }

    /** The disk has its own capacity again. */
    public void unlimit() {
        capacity = options.capacityBytes();
    }

    /**
     * Bits of what is synced flip.
     *
     * @param name a file's name, or empty for one that is drawn
     * @return how many flipped: none if there is nothing to rot
     */
    public int rot(String name, int bits) {
        List<DiskFile> candidates = new ArrayList<>();
        for (DiskFile file : files.values()) {
            if (file.syncedLength() > 0
                    && (name.isEmpty() || file.name().toString().equals(name))) {
                candidates.add(file);
            }
        }
        if (candidates.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < bits; i++) {
            candidates
                    .get((int) dice.below(Purpose.ROT_FILE, kernel.now(), candidates.size()))
                    .rot();
        }
        return bits;
    }

    /**
     * One bit flips in one synced record of a log, or in one byte of a bulk file.
     *
     * @param name a file's name
     * @param place the number of the record or the byte
     * @return whether there is such a place, undamaged
     */
    public boolean rotRecord(String name, int place) {
        for (DiskFile file : files.values()) {
            if (file.name().toString().equals(name)) {
                return file.rotRecord(place);
            }
        }
        return false;
    }

    /** Everything on the disk is gone. The node must be down. */
    public void wipe() {
        files.clear();
    }

    /** A copy of what is synced. */
    public DiskImage image() {
        DiskImage image = new DiskImage();
        files.values().forEach(file -> image.add(file.name(), file.image()));
        return image;
    }

    /** The disk is as it was when the copy was made. The node must be down. */
    public void restore(DiskImage image) {
        files.clear();
        image.files().forEach((name, part) -> file(name).restore(part));
    }

    Kernel kernel() {
        return kernel;
    }

    DiskConditions conditions() {
        return conditions;
    }

    boolean hasRoomFor(long bytes) {
        return capacity == Long.MAX_VALUE || bytes <= capacity - used();
    }

    private long used() {
        long used = 0;
        for (DiskFile file : files.values()) {
            used += file.length();
        }
        return used;
    }
}
