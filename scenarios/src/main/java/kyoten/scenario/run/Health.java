package kyoten.scenario.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kyoten.node.NodeId;
import kyoten.sim.Fault;

/** Which nodes and links no fault touches at the moment, as the faults tell that strike and are healed. */
final class Health {
    private final List<Fault> standing = new ArrayList<>();
    private final Set<NodeId> down = new HashSet<>(); // asked only, never iterated

    /** A fault strikes, or is healed. */
    void struck(Fault fault) {
        if (fault instanceof Fault.Heal heal) {
            standing.remove(heal.fault());
        } else if (fault instanceof Fault.HealAll) {
            standing.clear();
            down.clear();
        } else if (fault instanceof Fault.Boot boot) {
            boot.nodes().forEach(down::remove);
        } else if (endsNodes(fault)) {
            down.addAll(fault.nodes());
        }
        if (fault.stands()) {
            standing.add(fault);
        }
    }

    /** Whether nodes are down from this fault on, or may be any moment, until they boot. */
    static boolean endsNodes(Fault fault) {
        return fault instanceof Fault.Crash
                || fault instanceof Fault.CrashWithinStep
                || fault instanceof Fault.FailingSync
                || fault instanceof Fault.BrokenDisk
                || fault instanceof Fault.Wipe
                || fault instanceof Fault.RestoreImage;
    }

    /** Whether a fault waits for a step of a node to crash it. */
    boolean mayEndAnyMoment(NodeId node) {
        return standing.stream()
                .anyMatch(fault ->
                        fault instanceof Fault.CrashWithinStep && fault.nodes().contains(node));
    }

    /** Whether a node runs, and its clocks and its disk are good. */
    boolean isWell(NodeId node) {
        return !down.contains(node)
                && standing.stream()
                        .noneMatch(fault -> !isOfLinks(fault) && fault.nodes().contains(node));
    }

    /** Whether what either of two nodes sends reaches the other, as soon as it does on other days. */
    boolean reachEachOther(NodeId one, NodeId other) {
        return standing.stream().noneMatch(fault -> parts(fault, one, other) || parts(fault, other, one));
    }

    private static boolean isOfLinks(Fault fault) {
        return fault instanceof Fault.Partition
                || fault instanceof Fault.Cut
                || fault instanceof Fault.Hold
                || fault instanceof Fault.Loss
                || fault instanceof Fault.Duplication
                || fault instanceof Fault.Reordering
                || fault instanceof Fault.SlowLink
                || fault instanceof Fault.NarrowLink;
    }

    private static boolean parts(Fault fault, NodeId from, NodeId to) {
        if (fault instanceof Fault.Partition partition) {
            return isParted(partition, from, to);
        } else if (fault instanceof Fault.Cut cut) {
            return isOn(cut.from(), from, cut.to(), to);
        } else if (fault instanceof Fault.Hold hold) {
            return isOn(hold.from(), from, hold.to(), to);
        } else if (fault instanceof Fault.Loss loss) {
            return loss.perMillion() > 0 && isOn(loss.from(), from, loss.to(), to);
        } else if (fault instanceof Fault.Reordering late) {
            return late.perMillion() > 0 && isOn(late.from(), from, late.to(), to);
        } else if (fault instanceof Fault.SlowLink slow) {
            return isOn(slow.from(), from, slow.to(), to);
        }
        return fault instanceof Fault.NarrowLink narrow && isOn(narrow.from(), from, narrow.to(), to);
    }

    private static boolean isParted(Fault.Partition partition, NodeId one, NodeId other) {
        List<NodeId> named = partition.nodes();
        return named.contains(one)
                && named.contains(other)
                && partition.groups().stream().noneMatch(group -> group.contains(one) && group.contains(other));
    }

    private static boolean isOn(List<NodeId> from, NodeId one, List<NodeId> to, NodeId other) {
        return (from.isEmpty() || from.contains(one)) && (to.isEmpty() || to.contains(other));
    }
}
