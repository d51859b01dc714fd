package kyoten.scenario.shrink;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.function.UnaryOperator;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Options.Disk;
import kyoten.scenario.plan.Options.Network;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Topology.Route;

/**
 * Takes chance out of deliveries: nothing is lost or doubled by itself, and what is sent or stored takes always the same time. Values
 * become short. All of it at once, else one by one.
 */
final class Calmer implements Pass {
    private static final Vector<UnaryOperator<Options>> WAYS = Vector.of(
            options -> options.with(withoutLoss(options.network())),
            options -> options.with(withoutDoubles(options.network())),
            options -> options.with(steady(options.network())),
            options -> options.with(steady(options.disk())),
            options -> options.withValueBytes(0),
            options -> options.with(calm(options.topology())));

    @Override
    public void shrink(Trials trials) {
        UnaryOperator<Options> all = options -> WAYS.foldLeft(options, (so, way) -> way.apply(so));
        if (!accept(trials, all)) {
            WAYS.forEach(way -> accept(trials, way));
        }
    }

    /** The options with a network that does nothing by chance. */
    static Options network(Options options) {
        Network calm = steady(withoutDoubles(withoutLoss(options.network())));
        return options.with(calm).with(calm(options.topology()));
    }

    private static boolean accept(Trials trials, UnaryOperator<Options> way) {
        return trials.accept(trials.plan().withOptions(way.apply(trials.plan().options())));
    }

    private static Network withoutLoss(Network network) {
        return new Network(network.delayLow(), network.delayHigh(), 0, network.duplicatePpm());
    }

    private static Network withoutDoubles(Network network) {
        return new Network(network.delayLow(), network.delayHigh(), network.lossPpm(), 0);
    }

    private static Network steady(Network network) {
        return new Network(network.delayLow(), network.delayLow(), network.lossPpm(), network.duplicatePpm());
    }

    private static Disk steady(Disk disk) {
        return new Disk(disk.latencyLow(), disk.latencyLow());
    }

    private static Topology calm(Topology topology) {
        Seq<Route> routes = topology.routes()
                .map(route -> new Route(route.one(), route.other(), route.delayLow(), route.delayLow(), 0, 0));
        return new Topology(topology.sites(), topology.homes(), routes);
    }
}
