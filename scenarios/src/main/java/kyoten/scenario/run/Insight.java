package kyoten.scenario.run;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Verdict;
import kyoten.node.NodeId;
import kyoten.scenario.Replica;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Action;

/** Judges what the servers themselves hold, step by step: what no client has asked for yet may be lost already. */
final class Insight {
    /** All claims that it judges, in the order of their verdicts. */
    static final Vector<Claim> CLAIMS = Vector.of(OneHistory.CLAIM, MajorityHolds.CLAIM);

    private final Stage stage;
    private final LongSupplier clock;
    private final Map<NodeId, Replica> latest = new HashMap<>(); // looked up, never iterated
    private final Map<NodeId, Replica> sound = new HashMap<>(); // looked up, never iterated
    private final Vector<Watched> sites;
    private final Map<NodeId, Watched> siteOf = new HashMap<>(); // looked up, never iterated

    /** What holds the servers of one site to one claim. */
    interface Judge {
        /** What it has looked at. */
        Evidence evidence();

        /** A server took a step; tells what is wrong. */
        Option<String> stepped(Step step);

        /** A leader found that a server has lost what it acknowledged, and no fault has touched a disk; tells what is wrong. */
        default Option<String> lost(Sight sight) {
            return Option.none();
        }

        /**
         * The run is over; tells what is wrong with what the servers are now.
         *
         * @param now in nanoseconds since the run's beginning
         */
        default Option<String> ended(Seq<Tuple2<NodeId, Replica>> servers, long now) {
            return Option.none();
        }
    }

    /**
     * A step of a server.
     *
     * @param before what it was before; none if that was an earlier life
     */
    record Step(Sight sight, Option<Replica> before, Replica now) {
        long appliedBefore() {
            return before.isDefined() ? before.get().committed() : 0;
        }

        long termBefore() {
            return before.isDefined() ? before.get().term() : 0;
        }

        boolean leadsAnew() {
            return now.leads() && !before.exists(earlier -> earlier.leads() && earlier.term() == now.term());
        }
    }

    /** A site and those who judge it, each until it finds something. */
    private static final class Watched {
        private final Vector<Judge> judges;
        private final Map<Judge, String> found = new HashMap<>(); // looked up, never iterated
        private boolean touched;
        private boolean over;

        Watched(Vector<Judge> judges) {
            this.judges = judges;
        }

        void ask(Function<Judge, Option<String>> what) {
            for (Judge judge : judges) {
                if (!over && !found.containsKey(judge)) {
                    what.apply(judge).forEach(wrong -> found.put(judge, wrong));
                }
            }
        }
    }

    /**
     * @param calmFrom when the last fault is healed, in nanoseconds since the run's beginning
     * @param clock since the run's beginning, in nanoseconds
     */
    Insight(Stage stage, Subject subject, long calmFrom, LongSupplier clock, Disks disks) {
        this.stage = stage;
        this.clock = clock;
        sites = stage.sites()
                .map(site -> new Watched(Vector.of(
                        new OneHistory(calmFrom),
                        new MajorityHolds(
                                server -> Option.of(latest.get(server)),
                                server -> Option.of(sound.get(server)),
                                server -> subject.diskFacts(disks.files(server)),
                                server -> subject.snapshotOn(file -> disks.bulk(server, file))))));
        stage.sites().forEach(site -> site.servers().forEach(server -> siteOf.put(server, watched(site))));
    }

    /** A server of a site took a step, and has read its disk. */
    void stepped(NodeId node, Replica now) {
        Option<Replica> before = Option.of(latest.put(node, now)).filter(earlier -> earlier.boot() == now.boot());
        if (now.sound()) {
            sound.put(node, now);
        }
        Step step = new Step(new Sight(node, clock.getAsLong()), before, now);
        siteOf(node).ask(judge -> judge.stepped(step));
    }

    /** A leader found that a server has lost what it acknowledged. */
    void lost(NodeId leader) {
        Watched site = siteOf(leader);
        if (!site.touched) {
            site.ask(judge -> judge.lost(new Sight(leader, clock.getAsLong())));
        }
    }

    /** What takes all disks of a site away, or sets them back, or lets enough of one rot, begins another history. */
    void struck(Action action, Stage.Site site) {
        if (action instanceof Action.RestoreImages
                || action instanceof Action.WipeSite
                || action instanceof Action.RebuildSite
                || action instanceof Action.Ruin) {
            watched(site).over = true;
        }
        if (action instanceof Action.RestoreImage || action instanceof Action.Wipe || action instanceof Action.Rot) {
            watched(site).touched = true;
        }
    }

    private Watched siteOf(NodeId server) {
        return Objects.requireNonNull(siteOf.get(server), "a server of a site");
    }

    private Watched watched(Stage.Site site) {
        return sites.get(site.number() - 1);
    }

    /** Whether something is known to be wrong. */
    boolean violated() {
        return sites.exists(site -> !site.found.isEmpty());
    }

    /** The run is over. */
    void end() {
        for (Stage.Site site : stage.sites()) {
            Vector<Tuple2<NodeId, Replica>> servers =
                    site.servers().filter(latest::containsKey).map(server -> Tuple.of(server, latest.get(server)));
            watched(site).ask(judge -> judge.ended(servers, clock.getAsLong()));
        }
    }

    Vector<Verdict> verdicts() {
        return Vector.range(0, CLAIMS.size()).map(this::verdict);
    }

    private Verdict verdict(int number) {
        Claim claim = CLAIMS.get(number);
        Vector<String> wrong = sites.flatMap(site -> Option.of(site.found.get(site.judges.get(number))));
        return wrong.isEmpty()
                ? Verdict.unbroken(
                        claim,
                        sites.map(site -> site.judges.get(number).evidence()).reduce(Evidence::plus))
                : RunInOrder.broken(claim, wrong.head());
    }
}
