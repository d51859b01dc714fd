package kyoten.scenario.run;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Function;
import kyoten.node.BootFile;
import kyoten.node.NodeId;
import kyoten.raft.DiskFacts;
import kyoten.raft.DiskFacts.Fact;
import kyoten.raft.Raft;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Action;
import kyoten.sim.Fault;

/**
 * Knows what is intact where, and so what may rot or be lost: after every fault each acknowledged entry and each vote is intact on a
 * majority of the disks (rule T4). Without it rot would destroy what no system can keep, and every claim would break.
 *
 * <p>It looks at the disks at the moment of the fault and keeps nothing. A disk that is damaged or torn, or was and has not
 * been mended since, counts as one that holds nothing; so, for the most part, does one that was lost: its server gets no entries
 * before its site takes it in as a new one.
 */
final class Atlas {
    private final Subject subject;
    private final Function<NodeId, Seq<BootFile>> disks;

    /**
     * @param disks what each server has synced, as a boot would show it
     */
    Atlas(Subject subject, Function<NodeId, Seq<BootFile>> disks) {
        this.subject = subject;
        this.disks = disks;
    }

    /**
     * What an action that lets a server's disk rot comes to now; nothing if no record of its log may go.
     *
     * @param servers of its site
     */
    Option<Fault> rot(Action.Rot action, NodeId who, Vector<NodeId> servers) {
        return rot(action, who, sound(who, servers), 1 + servers.size() / 2);
    }

    /** The same without mercy: one other copy is enough, on whatever else is left of a disk. */
    Option<Fault> ruin(Action.Ruin action, NodeId who, Vector<NodeId> servers) {
        return rot(action.rot(), who, servers.remove(who).flatMap(this::facts), 1);
    }

    private Option<Fault> rot(Action.Rot action, NodeId who, Vector<DiskFacts> others, int copies) {
        Vector<Vector<Fact>> records = facts(who).map(DiskFacts::records).getOrElse(Vector.empty());
        Vector<Integer> places = Vector.range(0, records.size())
                .filter(record -> records.get(record).forAll(fact -> isOn(others, fact, copies)));
        return Option.when(
                !places.isEmpty(),
                () -> new Fault.RotRecord(who, Raft.LOG.toString(), places.get(action.among(places.size()))));
    }

    /** Whether a server may lose its whole disk, or what it wrote lately. */
    boolean mayLose(NodeId who, Vector<NodeId> servers) {
        Vector<DiskFacts> others = sound(who, servers);
        return facts(who).exists(disk -> disk.whole().forAll(fact -> isOn(others, fact, 1 + servers.size() / 2)));
    }

    private static boolean isOn(Vector<DiskFacts> disks, Fact fact, int copies) {
        return disks.count(disk -> disk.holds(fact)) >= copies;
    }

    private Vector<DiskFacts> sound(NodeId who, Vector<NodeId> servers) {
        return servers.remove(who).flatMap(this::facts).filter(DiskFacts::sound);
    }

    private Option<DiskFacts> facts(NodeId server) {
        return subject.diskFacts(disks.apply(server));
    }
}
