package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.plan.Fitting;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Topology.Home;
import kyoten.scenario.plan.Trigger;

/** Plans with less in them that are still whole: numbers are counted without gaps, and name what they named before. */
final class Trimmed {
    private Trimmed() {}

    /** With some of its clients, and what these do. */
    static Plan toClients(Plan plan, Vector<Integer> clients) {
        Topology topology = plan.options().topology();
        Vector<Home> homes = clients.map(client -> topology.homes().get(client - 1));
        Vector<PlannedOperation> operations = plan.operations()
                .toVector()
                .filter(one -> clients.contains(one.client()))
                .map(one -> by(one, clients.indexOf(one.client()) + 1));
        return fitting(plan.withOperations(operations), new Topology(topology.sites(), homes, topology.routes()));
    }

    /** With what a client does done by another one. */
    static Plan handedOver(Plan plan, int from, int to) {
        return plan.withOperations(plan.operations().map(one -> one.client() == from ? by(one, to) : one));
    }

    private static PlannedOperation by(PlannedOperation operation, int client) {
        return new PlannedOperation(operation.number(), client, operation.atNanos(), operation.act());
    }

    /** The same run, but it is over by then. */
    static Plan endingAt(Plan plan, long end) {
        Lengths lengths = plan.options().lengths();
        long stir = Math.min(end, lengths.stir());
        return plan.withOptions(plan.options().with(new Lengths(stir, end - stir, lengths.patience())))
                .withOperations(plan.operations().filter(one -> one.atNanos() < end))
                .withFaults(plan.faults()
                        .filter(fault -> !(fault.trigger() instanceof Trigger.At at && at.nanos() >= end)));
    }

    /** With all that comes at a time or later coming sooner. */
    static Plan sooner(Plan plan, long from, long by) {
        Options options = plan.options();
        Lengths lengths = options.lengths();
        long stir = lengths.stir() >= from ? lengths.stir() - by : lengths.stir();
        return plan.withOptions(options.with(new Lengths(stir, lengths.settle(), lengths.patience())))
                .withOperations(plan.operations().map(one -> sooner(one, from, by)))
                .withFaults(plan.faults().map(fault -> sooner(fault, from, by)));
    }

    private static PlannedOperation sooner(PlannedOperation one, long from, long by) {
        return one.atNanos() < from
                ? one
                : new PlannedOperation(one.number(), one.client(), one.atNanos() - by, one.act());
    }

    private static PlannedFault sooner(PlannedFault fault, long from, long by) {
        if (fault.trigger() instanceof Trigger.At at && at.nanos() >= from) {
            return with(fault, new Trigger.At(at.nanos() - by));
        }
        if (fault.trigger() instanceof Trigger.OnMark mark && mark.sinceNanos() >= from && from > 0) {
            return with(
                    fault,
                    new Trigger.OnMark(
                            mark.mark(), mark.by(), mark.sinceNanos() - by, mark.times(), mark.afterNanos()));
        }
        return fault;
    }

    static PlannedFault with(PlannedFault fault, Trigger trigger) {
        return new PlannedFault(trigger, fault.action(), fault.lastsNanos(), fault.site());
    }

    /** With so many servers at a site. */
    static Plan toServers(Plan plan, int site, int servers) {
        Topology topology = plan.options().topology();
        Topology.Site old = topology.site(site);
        Topology fewer = new Topology(
                topology.sites().update(site - 1, new Topology.Site(old.name(), servers, old.founder())),
                topology.homes()
                        .map(home -> home.site() == site && home.server() > servers
                                ? new Home(site, (home.server() - 1) % servers + 1)
                                : home),
                topology.routes());
        return fitting(plan, fewer);
    }

    /** With other places for clients and servers; faults that name who is gone strike somebody else. */
    private static Plan fitting(Plan plan, Topology topology) {
        return plan.withOptions(plan.options().with(topology))
                .withFaults(plan.faults().map(fault -> Fitting.of(fault, topology)));
    }

    /** Without a site and its clients; none if the others could not do without it. */
    static Option<Plan> withoutSite(Plan plan, int site) {
        return new WithoutSite(site).of(plan);
    }
}
