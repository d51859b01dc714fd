package kyoten.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kyoten.node.NodeId;
import kyoten.sim.disk.DiskConditions;
import kyoten.sim.disk.DiskImage;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Counted;
import kyoten.sim.network.LinkConditions;
import kyoten.sim.network.NetworkOptions;

/**
 * Applies faults. What links, clocks and disks do at a moment is always a function of the faults that stand, so that any of
 * them can be healed in any order.
 */
final class Faults {
    private final World world;
    private final List<Fault> standing = new ArrayList<>();
    private final List<Laid> laid = new ArrayList<>();
    private final Map<String, DiskImage> images = new TreeMap<>();
    private boolean crashesWithinStep;

    /** Links that are not like the usual ones. */
    private record Laid(List<NodeId> from, List<NodeId> to, LinkConditions conditions) {}

    Faults(World world) {
        this.world = world;
    }

    List<Fault> standing() {
        return List.copyOf(standing);
    }

    void layLinks(List<NodeId> from, List<NodeId> to, LinkConditions conditions) {
        laid.add(new Laid(List.copyOf(from), List.copyOf(to), conditions));
        world.wires().conditionsChanged();
    }

    void apply(Fault fault) {
        if (fault.stands()) {
            stand(fault);
        } else if (fault instanceof Fault.Heal heal) {
            heal(heal.fault());
        } else if (fault instanceof Fault.HealAll) {
            healAll();
        } else {
            strike(fault);
        }
    }

    private void stand(Fault fault) {
        standing.add(fault);
        if (fault instanceof Fault.FullDisk full) {
            each(full.nodes(), node -> node.disk().limitTo(full.freeBytes()));
        }
        conditionsChanged();
    }

    private void heal(Fault fault) {
        if (standing.remove(fault)) {
            conditionsChanged();
        }
    }

    private void healAll() {
        standing.clear();
        conditionsChanged();
        world.simNodes().stream().filter(SimNode::isToReturn).forEach(SimNode::boot);
    }

    private void strike(Fault fault) {
        if (fault instanceof Fault.Crash crash) {
            each(crash.nodes(), node -> node.crash(crash.unsynced()));
        } else if (fault instanceof Fault.Boot boot) {
            each(boot.nodes(), SimNode::boot);
        } else if (fault instanceof Fault.Rot rot) {
            world.node(rot.node()).disk().rot(rot.file(), rot.bits());
        } else if (fault instanceof Fault.RotRecord rot) {
            world.node(rot.node()).disk().rotRecord(rot.file(), rot.place());
        } else if (fault instanceof Fault.Wipe wipe) {
            lose(world.node(wipe.node()), Counted.DISKS_WIPED);
            world.node(wipe.node()).disk().wipe();
        } else if (fault instanceof Fault.KeepImage keep) {
            images.put(
                    label(keep.node(), keep.label()),
                    world.node(keep.node()).disk().image());
        } else if (fault instanceof Fault.RestoreImage restore) {
            restore(restore);
        } else {
            throw new AssertionError("unknown fault " + fault);
        }
    }

    private void restore(Fault.RestoreImage restore) {
        DiskImage image = images.get(label(restore.node(), restore.label()));
        if (image != null) {
            lose(world.node(restore.node()), Counted.IMAGES_RESTORED);
            world.node(restore.node()).disk().restore(image);
        }
    }

    boolean keepsImage(NodeId node, String label) {
        return images.containsKey(label(node, label));
    }

    private void lose(SimNode node, Counted how) {
        node.crash(Unsynced.DRAWN);
        node.doesNotReturn();
        world.tally().add(how);
    }

    private static String label(NodeId node, String label) {
        return node.name() + '\n' + label;
    }

    private void each(List<NodeId> nodes, Consumer<SimNode> strike) {
        nodes.forEach(id -> strike.accept(world.node(id)));
    }

    // ---- conditions

    /** Brings every link and node to what the standing faults make of it. */
    void conditionsChanged() {
        crashesWithinStep = standing.stream().anyMatch(Fault.CrashWithinStep.class::isInstance);
        world.wires().conditionsChanged();
        world.simNodes().forEach(this::bringTo);
    }

    private void bringTo(SimNode node) {
        boolean paused = false;
        boolean full = false;
        int drift = 0;
        long wall = 0;
        DiskConditions disk = DiskConditions.GOOD;
        for (Fault fault : standing) {
            if (fault instanceof Fault.Pause pause) {
                paused |= pause.nodes().contains(node.id());
            } else if (fault instanceof Fault.Drift one && one.node().equals(node.id())) {
                drift += one.perMillion();
            } else if (fault instanceof Fault.WallJump jump && jump.node().equals(node.id())) {
                wall += jump.nanos();
            } else if (fault instanceof Fault.FullDisk one) {
                full |= one.nodes().contains(node.id());
            } else {
                disk = worse(disk, fault, node.id());
            }
        }
        if (!full) {
            node.disk().unlimit();
        }
        node.disk().setConditions(disk);
        setClock(node, Math.max(-900_000, Math.min(900_000, drift)), wall);
        node.pause(paused);
    }

    private void setClock(SimNode node, int drift, long wall) {
        if (node.setDrift(drift)) {
            world.tally().add(Counted.CLOCK_DRIFTS);
        }
        if (node.clock().setForward(wall)) {
            world.tally().add(Counted.CLOCK_JUMPS);
        }
    }

    private static DiskConditions worse(DiskConditions disk, Fault fault, NodeId node) {
        if (fault instanceof Fault.SlowDisk slow && slow.nodes().contains(node)) {
            return new DiskConditions(
                    Math.max(disk.slowFactor(), slow.factor()), disk.syncsFail(), disk.brokenPerMillion());
        } else if (fault instanceof Fault.FailingSync failing && failing.nodes().contains(node)) {
            return new DiskConditions(disk.slowFactor(), true, disk.brokenPerMillion());
        } else if (fault instanceof Fault.BrokenDisk broken && broken.nodes().contains(node)) {
            return new DiskConditions(
                    disk.slowFactor(), disk.syncsFail(), Math.max(disk.brokenPerMillion(), broken.perMillion()));
        }
        return disk;
    }

    /** After how many effects of a step a node crashes; more than there are if it doesn't. */
    int effectsBeforeCrash(NodeId node, int effects) {
        if (crashesWithinStep) {
            for (Fault fault : standing) {
                if (fault instanceof Fault.CrashWithinStep crash
                        && crash.node().equals(node)
                        && crash.effects() < effects) {
                    heal(fault);
                    return crash.effects();
                }
            }
        }
        return effects;
    }

    LinkConditions conditions(NodeId from, NodeId to) {
        LinkConditions conditions = usual(from, to);
        for (Fault fault : standing) {
            conditions = worse(conditions, fault, new Ends(from, to));
        }
        return conditions;
    }

    private LinkConditions usual(NodeId from, NodeId to) {
        NetworkOptions network = world.options().network();
        if (from.equals(to)) {
            return LinkConditions.delaying(network.loopback());
        }
        for (int i = laid.size() - 1; i >= 0; i--) {
            Laid one = laid.get(i);
            if (new Ends(from, to).are(one.from, one.to)) {
                return one.conditions;
            }
        }
        return LinkConditions.delaying(network.delay())
                .with(new LinkConditions.Rates(network.lostPerMillion(), network.duplicatedPerMillion(), 0, 0));
    }

    /** The two ends of a link. */
    private record Ends(NodeId from, NodeId to) {
        boolean are(List<NodeId> senders, List<NodeId> receivers) {
            if (from.equals(to)) {
                return senders.contains(from) && receivers.contains(to);
            }
            return (senders.isEmpty() || senders.contains(from)) && (receivers.isEmpty() || receivers.contains(to));
        }

        boolean areParted(List<List<NodeId>> groups) {
            return !from.equals(to)
                    && groups.stream().anyMatch(group -> group.contains(from))
                    && groups.stream().anyMatch(group -> group.contains(to))
                    && groups.stream().noneMatch(group -> group.contains(from) && group.contains(to));
        }
    }

    private static LinkConditions worse(LinkConditions link, Fault fault, Ends ends) {
        if (fault instanceof Fault.Partition partition) {
            return ends.areParted(partition.groups()) ? link.cutOff() : link;
        } else if (fault instanceof Fault.Cut cut) {
            return ends.are(cut.from(), cut.to()) ? link.cutOff() : link;
        } else if (fault instanceof Fault.Hold hold) {
            return ends.are(hold.from(), hold.to()) ? link.holding() : link;
        } else if (fault instanceof Fault.SlowLink slow) {
            return ends.are(slow.from(), slow.to()) ? link.slower(slow.more()) : link;
        } else if (fault instanceof Fault.NarrowLink narrow) {
            return ends.are(narrow.from(), narrow.to())
                    ? link.narrower(new LinkConditions.Capacity(narrow.bytesPerSecond(), narrow.queueBytes()))
                    : link;
        }
        return unreliable(link, fault, ends);
    }

    private static LinkConditions unreliable(LinkConditions link, Fault fault, Ends ends) {
        if (fault instanceof Fault.Loss loss && ends.are(loss.from(), loss.to())) {
            return link.with(new LinkConditions.Rates(loss.perMillion(), 0, 0, 0));
        } else if (fault instanceof Fault.Duplication twice && ends.are(twice.from(), twice.to())) {
            return link.with(new LinkConditions.Rates(0, twice.perMillion(), 0, 0));
        } else if (fault instanceof Fault.Reordering late && ends.are(late.from(), late.to())) {
            return link.with(new LinkConditions.Rates(0, 0, late.perMillion(), late.greatestNanos()));
        }
        return link;
    }
}
