package kyoten.scenario.shrink;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Topology.Home;
import kyoten.scenario.plan.Topology.Route;

/**
 * Leaves a site out of a plan, and its clients, and what strikes it. Numbers above it count one less.
 *
 * @param gone the site, counted from 1
 */
record WithoutSite(int gone) {

    /** None if no founder is left, or if some sites could never reach each other any more: they would owe each other nothing. */
    Option<Plan> of(Plan plan) {
        Topology old = plan.options().topology();
        Vector<Integer> clients = Vector.rangeClosed(1, old.homes().size())
                .filter(client -> old.homes().get(client - 1).site() != gone);
        Seq<Topology.Site> sites = old.sites().removeAt(gone - 1);
        Vector<Route> routes = old.routes()
                .toVector()
                .filter(route -> route.one() != gone && route.other() != gone)
                .map(route -> new Route(
                        renumbered(route.one()),
                        renumbered(route.other()),
                        route.delayLow(),
                        route.delayHigh(),
                        route.lossPpm(),
                        route.bytesPerSecond()));
        if (clients.isEmpty() || !sites.exists(Topology.Site::founder) || !connected(sites.size(), routes)) {
            return Option.none();
        }
        Plan ofOthers = Trimmed.toClients(plan, clients);
        Seq<Home> homes =
                ofOthers.options().topology().homes().map(home -> new Home(renumbered(home.site()), home.server()));
        return Option.of(ofOthers.withOptions(plan.options().with(new Topology(sites, homes, routes)))
                .withFaults(plan.faults().flatMap(fault -> fault(fault, sites))));
    }

    private int renumbered(int site) {
        return site > gone ? site - 1 : site;
    }

    private static boolean connected(int sites, Vector<Route> routes) {
        Vector<Integer> reached = Vector.of(1);
        for (int round = 1; round < sites; round++) {
            Vector<Integer> known = reached;
            reached = reached.appendAll(routes.flatMap(route -> known.contains(route.one())
                            ? Option.of(route.other())
                            : Option.when(known.contains(route.other()), route.one())))
                    .distinct();
        }
        return reached.size() == sites;
    }

    private Option<PlannedFault> fault(PlannedFault fault, Seq<Topology.Site> sites) {
        int at = renumbered(fault.site());
        return fault.site() == gone
                ? Option.none()
                : action(fault.action(), at, sites)
                        .map(action -> new PlannedFault(fault.trigger(), action, fault.lastsNanos(), at));
    }

    private Option<Action> action(Action action, int at, Seq<Topology.Site> sites) {
        if (action instanceof Action.CutSites cut) {
            return sides(cut.from(), cut.to(), (from, to) -> new Action.CutSites(from, to, cut.bothWays()));
        }
        if (action instanceof Action.HoldSites hold) {
            return sides(hold.from(), hold.to(), (from, to) -> new Action.HoldSites(from, to, hold.bothWays()));
        }
        if (action instanceof Action.SlowSites slow) {
            return way(
                    slow.one(),
                    slow.other(),
                    new Action.SlowSites(renumbered(slow.one()), renumbered(slow.other()), slow.delayNanos()));
        }
        if (action instanceof Action.NarrowSites narrow) {
            return way(
                    narrow.one(),
                    narrow.other(),
                    new Action.NarrowSites(
                            renumbered(narrow.one()), renumbered(narrow.other()), narrow.bytesPerSecond()));
        }
        if (action instanceof Action.JoinSite join) {
            return by(join.by(), at, sites).map(Action.JoinSite::new);
        }
        if (action instanceof Action.LeaveSite leave) {
            return by(leave.by(), at, sites).map(by -> new Action.LeaveSite(by, leave.force()));
        }
        if (action instanceof Action.ReuseName reuse) {
            return by(reuse.by(), at, sites).map(by -> new Action.ReuseName(by, reuse.force()));
        }
        return Option.of(action);
    }

    /** Makes an action of two sides. */
    private interface Sides {
        Action of(Seq<Integer> from, Seq<Integer> to);
    }

    private Option<Action> sides(Seq<Integer> from, Seq<Integer> to, Sides action) {
        Seq<Integer> one = from.reject(site -> site == gone).map(this::renumbered);
        Seq<Integer> other = to.reject(site -> site == gone).map(this::renumbered);
        return Option.when(!one.isEmpty() && !other.isEmpty(), () -> action.of(one, other));
    }

    private Option<Action> way(int one, int other, Action renumbered) {
        return Option.when(one != gone && other != gone, renumbered);
    }

    /** Another site takes the part of the one that is gone. */
    private Option<Integer> by(int by, int at, Seq<Topology.Site> sites) {
        return by != gone
                ? Option.of(renumbered(by))
                : Vector.rangeClosed(1, sites.size())
                        .find(site -> site != at && sites.get(site - 1).founder());
    }
}
