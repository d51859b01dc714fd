package kyoten.scenario.run;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import java.util.function.BiFunction;
import kyoten.node.NodeId;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Action;
import kyoten.sim.Fault;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Delay;
import kyoten.sim.network.LinkConditions.Capacity;

/** What an action between sites, or on all servers of a site, comes to in a simulated world. */
final class SitesStrikes {
    /** The label of the images that are kept last. */
    static final String IMAGES = "kept";

    private static final int REORDERED_PPM = 200_000;

    private SitesStrikes() {}

    static boolean isOfSites(Action action) {
        return isBetween(action) || isWithin(action);
    }

    private static boolean isBetween(Action action) {
        return action instanceof Action.CutSites
                || action instanceof Action.HoldSites
                || action instanceof Action.SlowSites
                || action instanceof Action.NarrowSites
                || action instanceof Action.DisturbSites;
    }

    private static boolean isWithin(Action action) {
        return action instanceof Action.StepClocks
                || action instanceof Action.KeepImages
                || action instanceof Action.RestoreImages
                || action instanceof Action.WipeSite
                || action instanceof Action.RebuildSite;
    }

    static Strikes of(Action action, Cast cast) {
        return isBetween(action) ? between(action, cast.stage()) : within(action, cast.servers());
    }

    private static Strikes between(Action action, Stage stage) {
        if (action instanceof Action.CutSites cut) {
            return Strikes.standing(links(stage, cut.from(), cut.to(), cut.bothWays(), Fault.Cut::new));
        }
        if (action instanceof Action.HoldSites hold) {
            return Strikes.standing(links(stage, hold.from(), hold.to(), hold.bothWays(), Fault.Hold::new));
        }
        if (action instanceof Action.SlowSites slow) {
            Delay more = new Delay.Exponential(slow.delayNanos() / 2, slow.delayNanos() / 4);
            return Strikes.standing(
                    both(stage, slow.one(), slow.other(), (from, to) -> new Fault.SlowLink(from, to, more)));
        }
        if (action instanceof Action.NarrowSites narrow) {
            Capacity capacity = Routes.capacity(narrow.bytesPerSecond());
            return Strikes.standing(both(
                    stage,
                    narrow.one(),
                    narrow.other(),
                    (from, to) -> new Fault.NarrowLink(from, to, capacity.bytesPerSecond(), capacity.queueBytes())));
        }
        return disturbed((Action.DisturbSites) action, stage);
    }

    private static Strikes disturbed(Action.DisturbSites disturb, Stage stage) {
        Vector<Integer> all = stage.sites().map(Stage.Site::number);
        int reordered = disturb.delayNanos() > 0 ? REORDERED_PPM : 0;
        return Strikes.standing(links(stage, all, all, false, (from, to) -> new Fault.Loss(from, to, disturb.lossPpm()))
                .appendAll(links(
                        stage, all, all, false, (from, to) -> new Fault.Duplication(from, to, disturb.duplicatePpm())))
                .appendAll(links(
                        stage,
                        all,
                        all,
                        false,
                        (from, to) -> new Fault.Reordering(from, to, reordered, disturb.delayNanos()))));
    }

    private static Vector<Fault> both(
            Stage stage, int one, int other, BiFunction<List<NodeId>, List<NodeId>, Fault> fault) {
        return links(stage, Vector.of(one), Vector.of(other), true, fault);
    }

    /** A fault for each site that sends to others: none of them is of links within a site. */
    private static Vector<Fault> links(
            Stage stage,
            Seq<Integer> from,
            Seq<Integer> to,
            boolean bothWays,
            BiFunction<List<NodeId>, List<NodeId>, Fault> fault) {
        Vector<Stage.Site> senders = sites(stage, from);
        Vector<Stage.Site> receivers = sites(stage, to);
        Vector<Fault> oneWay = senders.flatMap(sender -> link(sender, receivers.remove(sender), fault));
        return bothWays
                ? oneWay.appendAll(receivers.flatMap(sender -> link(sender, senders.remove(sender), fault)))
                : oneWay;
    }

    private static Vector<Stage.Site> sites(Stage stage, Seq<Integer> numbers) {
        return numbers.toVector().map(stage::site).distinct();
    }

    private static Option<Fault> link(
            Stage.Site from, Vector<Stage.Site> to, BiFunction<List<NodeId>, List<NodeId>, Fault> fault) {
        return Option.when(
                !to.isEmpty(),
                () -> fault.apply(
                        from.servers().asJava(), to.flatMap(Stage.Site::servers).asJava()));
    }

    private static Strikes within(Action action, Vector<NodeId> servers) {
        Fault boot = new Fault.Boot(servers.asJava());
        if (action instanceof Action.StepClocks step) {
            return Strikes.standing(servers.map(server -> new Fault.WallJump(server, step.byNanos())));
        }
        if (action instanceof Action.KeepImages) {
            return new Strikes(servers.map(server -> new Fault.KeepImage(server, IMAGES)), Vector.empty());
        }
        if (action instanceof Action.WipeSite || action instanceof Action.RebuildSite) {
            return new Strikes(off(servers, Fault.Wipe::new), Vector.of(boot));
        }
        return new Strikes(off(servers, server -> new Fault.RestoreImage(server, IMAGES)), Vector.of(boot));
    }

    /** All lose power in the same moment, before anything else happens to any of them. */
    private static Vector<Fault> off(Vector<NodeId> servers, java.util.function.Function<NodeId, Fault> loss) {
        return Vector.<Fault>of(new Fault.Crash(servers.asJava(), Unsynced.DRAWN))
                .appendAll(servers.map(loss));
    }
}
