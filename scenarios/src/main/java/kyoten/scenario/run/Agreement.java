package kyoten.scenario.run;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Verdict;
import kyoten.node.NodeId;
import kyoten.scenario.Replica;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Action;

/** Judges what the servers themselves hold, step by step: what no client has asked for yet may be lost already. */
final class Agreement {
    static final Claim SERVERS_AGREE = new Claim(
            "servers-agree",
            "a term has one leader, who has all that is committed, and all servers of a site apply the same entries");

    private final Stage stage;
    private final LongSupplier clock;
    private final Function<Object, Replica> replicas;
    private final Map<NodeId, Replica> latest = new HashMap<>(); // looked up, never iterated
    private final Vector<OneHistory> histories;
    private Option<String> broken = Option.none();

    Agreement(Stage stage, LongSupplier clock, Function<Object, Replica> replicas) {
        this.stage = stage;
        this.clock = clock;
        this.replicas = replicas;
        histories = stage.sites().map(site -> new OneHistory());
    }

    /** A server of a site took a step. */
    void stepped(NodeId node, Object state) {
        if (broken.isEmpty()) {
            Replica now = replicas.apply(state);
            Option<Replica> before = Option.of(latest.put(node, now));
            broken = history(stage.siteOf(node)).stepped(new OneHistory.Sight(node, clock.getAsLong()), before, now);
        }
    }

    /** What takes all disks of a site away, or sets them back, begins another history. */
    void struck(Action action, Stage.Site site) {
        if (action instanceof Action.RestoreImages
                || action instanceof Action.WipeSite
                || action instanceof Action.RebuildSite) {
            history(site).isOver();
        }
    }

    private OneHistory history(Stage.Site site) {
        return histories.get(site.number() - 1);
    }

    boolean violated() {
        return broken.isDefined();
    }

    /** The run is over: who has applied as much as another knows the same. */
    void end() {
        for (Stage.Site site : stage.sites()) {
            if (broken.isEmpty() && !history(site).over()) {
                broken = difference(site);
            }
        }
    }

    private Option<String> difference(Stage.Site site) {
        Map<Long, NodeId> others = new TreeMap<>();
        for (NodeId node : site.servers()) {
            Replica replica = latest.get(node);
            Option<NodeId> other = replica == null ? Option.none() : Option.of(others.put(replica.committed(), node));
            if (other.isDefined() && !latest.get(other.get()).state().equals(replica.state())) {
                return Option.some(other.get() + " and " + node + " have both applied all entries up to "
                        + replica.committed() + ", and know different things");
            }
        }
        return Option.none();
    }

    Verdict verdict() {
        if (broken.isDefined()) {
            return RunInOrder.broken(SERVERS_AGREE, broken.get());
        }
        long entries = histories.map(OneHistory::compared).sum().longValue();
        long leaders = histories.map(OneHistory::leaders).sum().longValue();
        return Verdict.unbroken(SERVERS_AGREE, Evidence.of("entries", entries).and("leaders", leaders));
    }
}
