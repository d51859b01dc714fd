package kyoten.scenario.run;

import io.vavr.collection.Vector;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Topology.Route;
import kyoten.sim.Fault;
import kyoten.sim.World;
import kyoten.sim.kernel.Delay;
import kyoten.sim.network.LinkConditions;
import kyoten.sim.network.LinkConditions.Capacity;

/** Lays the links between the sites of a run. */
final class Routes {
    /** What waits before a narrow link: a second's worth, and a large message at least. */
    private static final int LEAST_QUEUE_BYTES = 256 << 10;

    private Routes() {}

    /** Lays all links between servers of different sites; those of sites without a route carry nothing, ever. */
    static void lay(World world, Stage stage, Topology topology) {
        for (Stage.Site one : stage.sites()) {
            for (Stage.Site other : stage.sites().drop(one.number())) {
                Vector<Route> between =
                        topology.routes().toVector().filter(route -> joins(route, one.number(), other.number()));
                lay(world, one.servers().asJava(), other.servers().asJava(), conditions(between));
                between.filter(route -> route.lossPpm() > 0).forEach(route -> lose(world, one, other, route));
            }
        }
    }

    private static boolean joins(Route route, int one, int other) {
        return Math.min(route.one(), route.other()) == one && Math.max(route.one(), route.other()) == other;
    }

    private static void lay(World world, List<NodeId> one, List<NodeId> other, LinkConditions conditions) {
        world.layLinks(one, other, conditions);
        world.layLinks(other, one, conditions);
    }

    /** A fault, so that it ends when the run settles. */
    private static void lose(World world, Stage.Site one, Stage.Site other, Route route) {
        List<NodeId> here = one.servers().asJava();
        List<NodeId> there = other.servers().asJava();
        world.apply(new Fault.Loss(here, there, route.lossPpm()));
        world.apply(new Fault.Loss(there, here, route.lossPpm()));
    }

    private static LinkConditions conditions(Vector<Route> between) {
        if (between.isEmpty()) {
            return LinkConditions.delaying(Delay.none()).cutOff();
        }
        Route route = between.head();
        LinkConditions laid = LinkConditions.delaying(
                new Delay.Exponential(route.delayLow(), (route.delayHigh() - route.delayLow()) / 3));
        return route.bytesPerSecond() > 0 ? laid.narrower(capacity(route.bytesPerSecond())) : laid;
    }

    /** A link that passes so many bytes a second. */
    static Capacity capacity(int bytesPerSecond) {
        return new Capacity(bytesPerSecond, Math.max(LEAST_QUEUE_BYTES, bytesPerSecond));
    }
}
