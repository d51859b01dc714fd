package kyoten.sim;

import io.vavr.control.Option;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Delay;

/**
 * A fault as a value: it can be printed, saved, compared and applied again.
 *
 * <p>A {@linkplain #stands standing} fault lasts until it is healed; those of one kind and place add up, each until its own
 * healing. The others strike once. Faults of links take lists of senders and receivers; an empty list stands for every node.
 * A link from a node to itself is only meant where the node is named on both sides.
 */
public sealed interface Fault {

    /** Whether it lasts until it is healed. */
    default boolean stands() {
        return true;
    }

    /** The nodes that it names, on either side; none if it concerns all. */
    List<NodeId> nodes();

    /** The fault that takes this one back, if there is one. */
    default Option<Fault> undo() {
        return stands() ? Option.some(new Heal(this)) : Option.none();
    }

    /** A fault that strikes once. */
    sealed interface Strike extends Fault {
        @Override
        default boolean stands() {
            return false;
        }
    }

    // ---- the network

    /**
     * Named nodes reach each other only if a group holds both; nodes in no group reach everybody. Groups may overlap: a
     * node in two groups is a bridge. {@link Partitions} has the usual shapes.
     */
    record Partition(List<List<NodeId>> groups) implements Fault {
        public Partition {
            groups = groups.stream().map(List::copyOf).toList();
        }

        @Override
        public List<NodeId> nodes() {
            return together(groups);
        }
    }

    /** What is sent one way is lost. */
    record Cut(List<NodeId> from, List<NodeId> to) implements Fault {
        @Override
        public List<NodeId> nodes() {
            return together(List.of(from, to));
        }
    }

    /** What is sent one way waits in the network, for any time. When this is healed it goes on, with the delay of each. */
    record Hold(List<NodeId> from, List<NodeId> to) implements Fault {
        @Override
        public List<NodeId> nodes() {
            return together(List.of(from, to));
        }
    }

    /** Messages are lost, so many in a million. */
    record Loss(List<NodeId> from, List<NodeId> to, int perMillion) implements Fault {
        public Loss {
            Fault.checkRate(perMillion);
        }

        @Override
        public List<NodeId> nodes() {
            return together(List.of(from, to));
        }
    }

    /** Messages arrive twice, so many in a million. */
    record Duplication(List<NodeId> from, List<NodeId> to, int perMillion) implements Fault {
        public Duplication {
            Fault.checkRate(perMillion);
        }

        @Override
        public List<NodeId> nodes() {
            return together(List.of(from, to));
        }
    }

    /** Messages wait for up to an additional time and are overtaken, so many in a million. */
    record Reordering(List<NodeId> from, List<NodeId> to, int perMillion, long greatestNanos) implements Fault {
        public Reordering {
            Fault.checkRate(perMillion);
            Fault.check(greatestNanos >= 0, "a time is not negative: " + greatestNanos);
        }

        @Override
        public List<NodeId> nodes() {
            return together(List.of(from, to));
        }
    }

    /** Messages take longer. */
    record SlowLink(List<NodeId> from, List<NodeId> to, Delay more) implements Fault {
        @Override
        public List<NodeId> nodes() {
            return together(List.of(from, to));
        }
    }

    /** Each link passes so many bytes a second; so many wait, more are lost. */
    record NarrowLink(List<NodeId> from, List<NodeId> to, long bytesPerSecond, long queueBytes) implements Fault {
        public NarrowLink {
            Fault.check(bytesPerSecond > 0 && queueBytes > 0, "a link passes something");
        }

        @Override
        public List<NodeId> nodes() {
            return together(List.of(from, to));
        }
    }

    // ---- nodes

    /**
     * Nodes lose their memory and what their disks had not synced, all at the same instant. Undone by {@link Boot}.
     *
     * @param unsynced what becomes of writes that were not synced
     */
    record Crash(List<NodeId> nodes, Unsynced unsynced) implements Strike {
        @Override
        public Option<Fault> undo() {
            return Option.some(new Boot(nodes));
        }
    }

    /**
     * A node crashes within its next step that has more than so many effects, after that many of them. Healed if it has not
     * struck yet.
     */
    record CrashWithinStep(NodeId node, int effects) implements Fault {
        public CrashWithinStep {
            Fault.check(effects >= 0, "a number of effects is not negative: " + effects);
        }

        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    /** Nodes that are down start again; those that are up are left alone. */
    record Boot(List<NodeId> nodes) implements Strike {}

    /** Nothing happens at the nodes; everything waits for them, in order. A boot waits, too. */
    record Pause(List<NodeId> nodes) implements Fault {}

    // ---- clocks

    /** A node's clocks, both, run faster by so many millionths, or slower if negative. */
    record Drift(NodeId node, int perMillion) implements Fault {
        public Drift {
            Fault.check(Math.abs((long) perMillion) < 900_000, "clocks drift by less than 900000 ppm: " + perMillion);
        }

        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    /** A node's wall clock is set forward, or back if negative. Healing sets it the other way. */
    record WallJump(NodeId node, long nanos) implements Fault {
        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    // ---- disks

    /** Disk operations that begin from now on take so many times as long. */
    record SlowDisk(List<NodeId> nodes, int factor) implements Fault {
        public SlowDisk {
            Fault.check(factor >= 1, "a slow disk takes at least once as long: " + factor);
        }
    }

    /** The disks take so many bytes more and no more. */
    record FullDisk(List<NodeId> nodes, long freeBytes) implements Fault {
        public FullDisk {
            Fault.check(freeBytes >= 0, "free bytes are not negative: " + freeBytes);
        }
    }

    /** Every sync fails. */
    record FailingSync(List<NodeId> nodes) implements Fault {}

    /** Disk operations fail, so many in a million. */
    record BrokenDisk(List<NodeId> nodes, int perMillion) implements Fault {
        public BrokenDisk {
            Fault.checkRate(perMillion);
        }
    }

    /**
     * Bits of what a disk has synced flip, at drawn places.
     *
     * @param file as {@link kyoten.node.FileName#toString}, or empty for a drawn one
     */
    record Rot(NodeId node, String file, int bits) implements Strike {
        public Rot {
            Fault.check(bits >= 1, "at least one bit rots: " + bits);
        }

        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    /**
     * One drawn bit flips in one synced record of a log, or in one byte of a bulk file. Nothing if there is no such record or
     * byte, or if the record is damaged already.
     *
     * @param file as {@link kyoten.node.FileName#toString}
     * @param place the record's number among those that a boot would show, from 0 on; of a bulk file, the byte's
     */
    record RotRecord(NodeId node, String file, int place) implements Strike {
        public RotRecord {
            Fault.check(place >= 0, "a place is not negative: " + place);
        }

        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    /** A node crashes and its disk is empty. It is not booted by {@link HealAll}: it is another server now. */
    record Wipe(NodeId node) implements Strike {
        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    /** Keeps what a node's disk has synced, under a label. */
    record KeepImage(NodeId node, String label) implements Strike {
        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    /** A node crashes and its disk is as it was when the image was kept. Not booted by {@link HealAll}. */
    record RestoreImage(NodeId node, String label) implements Strike {
        @Override
        public List<NodeId> nodes() {
            return List.of(node);
        }
    }

    // ---- the end of faults

    /** Takes one application of a standing fault back; nothing if it doesn't stand. */
    record Heal(Fault fault) implements Strike {
        @Override
        public List<NodeId> nodes() {
            return fault.nodes();
        }
    }

    /** Takes all standing faults back and boots the nodes that crashed, wiped and restored ones excepted. */
    record HealAll() implements Strike {
        @Override
        public List<NodeId> nodes() {
            return List.of();
        }
    }

    private static List<NodeId> together(List<List<NodeId>> groups) {
        return groups.stream().flatMap(List::stream).distinct().toList();
    }

    private static void checkRate(int perMillion) {
        check(perMillion >= 0 && perMillion <= 1_000_000, "a rate is 0 to 1000000 per million: " + perMillion);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
