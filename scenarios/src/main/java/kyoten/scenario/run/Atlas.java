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
 * Knows what is intact where, and so what may rot: after every fault each acknowledged entry and each vote is intact on a
 * majority of the disks (rule T4). Without it rot would destroy what no system can keep, and every claim would break.
 *
 * <p>It looks at the disks at the moment of the fault and keeps nothing. A disk that is damaged or torn, or was and has not
 * been mended since, counts as one that holds nothing.
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
        Vector<Integer> places = mayRot(who, servers);
        return Option.when(
                !places.isEmpty(),
                () -> new Fault.RotRecord(who, Raft.LOG.toString(), places.get(action.among(places.size()))));
    }

    /** The intact records of which each fact is on a majority of disks without this one. */
    private Vector<Integer> mayRot(NodeId who, Vector<NodeId> servers) {
        Vector<DiskFacts> others =
                servers.reject(who::equals).flatMap(this::facts).filter(DiskFacts::sound);
        Vector<Vector<Fact>> records = facts(who).map(DiskFacts::records).getOrElse(Vector.empty());
        return Vector.range(0, records.size())
                .filter(record -> records.get(record)
                        .forAll(fact -> others.count(other -> other.holds(fact)) > servers.size() / 2));
    }

    private Option<DiskFacts> facts(NodeId server) {
        return subject.diskFacts(disks.apply(server));
    }
}
