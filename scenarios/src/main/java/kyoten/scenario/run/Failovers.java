package kyoten.scenario.run;

import io.vavr.collection.Queue;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.scenario.Succession;
import kyoten.scenario.plan.Action;
import kyoten.scenario.run.Striker.Blow;

/**
 * An operator who names masters, one after the other: whom he has once named he asks until it has accepted, and only then he names
 * another. So each epoch has one configuration. Of one site; not for two threads at once.
 */
final class Failovers {
    private static final long AGAIN_NANOS = 150_000_000L;

    /** Orders beyond these are dropped while a server does not answer. */
    private static final int ORDERS = 4;

    private final Succession succession;
    private final Venue venue;
    private Queue<Order> orders = Queue.empty();
    private Option<Vector<NodeId>> standing = Option.none();
    private long epoch = 1;

    /** A master, and the others of the site who are to be its slaves. */
    private record Order(NodeId master, Vector<NodeId> slaves) {
        Vector<NodeId> members() {
            return slaves.prepend(master);
        }
    }

    Failovers(Succession succession, Venue venue) {
        this.succession = succession;
        this.venue = venue;
    }

    /**
     * Begins a failover; when it ends, all servers are slaves again of whoever is the master then.
     *
     * @return none if the server that is to be the master was left out by those that were named before it
     */
    Option<Blow> begin(Action.Failover failover, Cast cast) {
        NodeId master = cast.node(failover.to());
        if (!latest(cast).contains(master) || orders.size() >= ORDERS) {
            return Option.none();
        }
        Vector<NodeId> without = failover.without().map(cast::node).toVector();
        order(new Order(master, cast.others(master).reject(without::contains)), cast);
        return Option.of(new Blow(master + " without " + without, () -> all(cast)));
    }

    private void all(Cast cast) {
        NodeId master = orders.isEmpty() ? latest(cast).head() : orders.last().master();
        order(new Order(master, cast.others(master)), cast);
    }

    /** Who stands in the configuration that was named last, the master first. */
    private Vector<NodeId> latest(Cast cast) {
        return orders.lastOption().map(Order::members).orElse(standing).getOrElse(cast.servers());
    }

    private void order(Order order, Cast cast) {
        boolean idle = orders.isEmpty();
        if (standing.isEmpty()) {
            standing = Option.of(cast.servers());
        }
        orders = orders.enqueue(order);
        if (idle) {
            ask(order, epoch + 1);
        }
    }

    private void ask(Order order, long next) {
        if (epoch >= next) {
            return;
        }
        venue.ask(order.master(), succession.lead(next, order.master(), order.slaves()), reply -> {
            if (epoch < next && succession.accepted(reply)) {
                accepted(order);
            }
        });
        venue.at(venue.now() + AGAIN_NANOS, () -> ask(order, next));
    }

    private void accepted(Order order) {
        epoch++;
        standing = Option.of(order.members());
        orders = orders.tail();
        orders.headOption().forEach(next -> ask(next, epoch + 1));
    }
}
