package kyoten.scenario.run;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import kyoten.node.NodeId;
import kyoten.raft.DiskFacts;
import kyoten.raft.DiskFacts.Present;
import kyoten.scenario.Replica;

/**
 * Looks at disks when it matters most: what took the place of other entries is there once its server takes it for synced, as is a
 * snapshot; and what was committed last is still on a majority's disks while a server boots, and while it doubts its own.
 */
final class TrueToDisks {
    /** A server in doubt writes its file anew within so many steps of its boot. */
    private static final int STEPS = 8;

    private final Function<NodeId, Option<DiskFacts>> disks;
    private final Function<NodeId, Option<Long>> snapshots;
    private final Set<NodeId> replaced = new HashSet<>(); // looked up, never iterated
    private final Map<NodeId, Integer> steps = new HashMap<>(); // looked up, never iterated
    private Option<Committed> last = Option.none();

    /** What a leader committed last, and who had a vote then. */
    private record Committed(Present entry, Seq<NodeId> voters) {}

    /**
     * @param disks what a boot would find on each server's disk; none if that can't be told
     * @param snapshots the last entry that the snapshot on each server's disk holds; none if that can't be told
     */
    TrueToDisks(Function<NodeId, Option<DiskFacts>> disks, Function<NodeId, Option<Long>> snapshots) {
        this.disks = disks;
        this.snapshots = snapshots;
    }

    /** A leader has committed an entry. */
    void commits(Present entry, Seq<NodeId> voters) {
        last = Option.some(new Committed(entry, voters));
    }

    /** A server took a step; tells what is wrong. */
    Option<String> stepped(Insight.Step step) {
        return step.before()
                .flatMap(before -> changes(step.sight(), before, step.now()))
                .orElse(() -> isBooting(step) ? keeps(step.sight()) : Option.none());
    }

    private Option<String> changes(Sight sight, Replica before, Replica now) {
        return now.snapshot() == before.snapshot()
                ? replaces(sight, before, now)
                : snapshots
                        .apply(sight.node())
                        .filter(stored -> stored < now.snapshot())
                        .map(stored -> sight + " has a snapshot after entry " + now.snapshot()
                                + ", and on its disk is one after entry " + stored);
    }

    private Option<String> replaces(Sight sight, Replica before, Replica now) {
        NodeId server = sight.node();
        if (now.last() < before.last() || differs(before, now)) {
            replaced.add(server);
        }
        if (now.synced() <= before.synced() || !replaced.remove(server) || now.synced() <= now.snapshot()) {
            return Option.none();
        }
        return now.entry(now.synced())
                .map(entry -> new Present(now.synced(), entry.term()))
                .filter(entry -> !isOnDisk(server, entry))
                .map(entry -> sight + " takes " + told(entry) + " for synced, which is not on its disk");
    }

    private static boolean differs(Replica before, Replica now) {
        Option<Replica.Entry> old = before.entry(before.last());
        Option<Replica.Entry> young = now.entry(before.last());
        return old.isDefined()
                && young.isDefined()
                && old.get().term() != young.get().term();
    }

    private boolean isBooting(Insight.Step step) {
        if (step.before().isEmpty()) {
            replaced.remove(step.sight().node());
            steps.put(step.sight().node(), 0);
            return true;
        }
        return !step.now().sound() && steps.merge(step.sight().node(), 1, Integer::sum) <= STEPS;
    }

    private Option<String> keeps(Sight sight) {
        return last.flatMap(committed -> MajorityHolds.minority(
                committed.voters,
                () -> told(committed.entry) + " was committed, and when " + sight + " boots it is on the disks of ",
                voter -> isReadable(voter, committed.entry)));
    }

    /** Of a disk whose format nobody knows nothing is said. */
    private boolean isOnDisk(NodeId server, Present entry) {
        return disks.apply(server).forAll(disk -> disk.holds(entry));
    }

    /**
     * A server in doubt keeps what stands behind a damaged place, though its log has not got so far yet; and its snapshot, though the log
     * does not tell of it any more.
     */
    private boolean isReadable(NodeId server, Present entry) {
        return disks.apply(server).forAll(disk -> disk.tells(entry))
                || snapshots.apply(server).exists(last -> last >= entry.index());
    }

    private static String told(Present entry) {
        return "entry " + entry.index() + " of term " + entry.term();
    }
}
