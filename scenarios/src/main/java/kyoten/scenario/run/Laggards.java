package kyoten.scenario.run;

import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import kyoten.node.NodeId;
import kyoten.scenario.Replica;

/**
 * Holds a site to it that nobody is left behind for good: when nothing goes wrong any more, a voter that lacks entries gets them, or the
 * parts of a snapshot, one after the other. How long all of it takes is its size's and the links' affair; that nothing comes is not.
 */
final class Laggards {
    /** A lost message is sent again after some heartbeats; it may get lost some times more. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    private final long calmFrom;
    private final Map<NodeId, Long> heardAt = new HashMap<>(); // looked up, never iterated
    private final Map<NodeId, Long> ledSince = new HashMap<>(); // looked up, never iterated

    /** @param calmFrom when the last fault is healed, in nanoseconds since the run's beginning */
    Laggards(long calmFrom) {
        this.calmFrom = calmFrom;
    }

    /** A server took a step. */
    void stepped(Insight.Step step) {
        Sight sight = step.sight();
        if (!step.before().exists(before -> hasGotNothing(before, step.now()))) {
            heardAt.put(sight.node(), sight.nanos());
        }
        if (step.leadsAnew()) {
            ledSince.put(sight.node(), sight.nanos());
        }
    }

    private static boolean hasGotNothing(Replica before, Replica now) {
        return before.committed() == now.committed()
                && before.last() == now.last()
                && before.synced() == now.synced()
                && before.snapshot() == now.snapshot()
                && before.partsArrived() == now.partsArrived();
    }

    /**
     * The run is over; tells of a server that was left behind.
     *
     * @param committedAt when an entry was first known to be committed
     */
    Option<String> ended(Seq<Tuple2<NodeId, Replica>> servers, long now, LongFunction<Option<Long>> committedAt) {
        long since = now - PATIENCE_NANOS;
        Option<Tuple2<NodeId, Replica>> leader =
                servers.filter(server -> server._2.leads()).maxBy(server -> server._2.term());
        if (since < calmFrom || leader.exists(leading -> at(ledSince, leading._1) > since)) {
            return Option.none();
        }
        return leader.flatMap(leading -> servers.find(
                        server -> leading._2.voters().contains(server._1)
                                && committedAt.apply(server._2.committed() + 1).exists(nanos -> nanos < since)
                                && at(heardAt, server._1) < since)
                .map(server -> server._1 + " has applied all entries up to " + server._2.committed() + ", and since "
                        + new Sight(server._1, at(heardAt, server._1)) + " nothing has come to it, though "
                        + leading._1 + " leads it and has applied those up to " + leading._2.committed()));
    }

    private static long at(Map<NodeId, Long> times, NodeId server) {
        return times.getOrDefault(server, Long.MAX_VALUE);
    }
}
