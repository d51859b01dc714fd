package kyoten.cli.netty;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import kyoten.host.HostException;
import kyoten.node.NodeId;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Times;
import kyoten.scenario.run.Cast;
import kyoten.scenario.run.Striker;
import kyoten.scenario.run.Venue;

/**
 * Strikes with what a process can do to itself. A crash, at whatever moment of a step, is a stop, and a loss of power a stop
 * of all servers; a network that loses messages is connections that are closed again and again. A process can hold no message
 * back, stand still, turn no clock and break no disk: such faults are left out.
 */
final class RealStriker implements Striker {
    private static final long AGAIN_NANOS = 100 * Times.MILLISECOND;

    private final Cluster cluster;
    private final Venue venue;
    private final Executor hands;
    private final Consumer<String> onTrouble;

    /**
     * @param hands stops and starts nodes, one at a time and in the order in which it is told
     * @param onTrouble is told, in a sentence, when a server can't be started again
     */
    RealStriker(Cluster cluster, Venue venue, Executor hands, Consumer<String> onTrouble) {
        this.cluster = cluster;
        this.venue = venue;
        this.hands = hands;
        this.onTrouble = onTrouble;
    }

    @Override
    public Option<Blow> strike(Action action, Cast cast) {
        Vector<NodeId> stopped = stopped(action, cast);
        if (!stopped.isEmpty()) {
            hands.execute(() -> stopped.forEach(cluster::stop));
            return Option.of(new Blow("stop " + stopped.mkString(", "), () -> start(stopped)));
        }
        Vector<NodeId> cut = cut(action, cast);
        if (!cut.isEmpty()) {
            Cut breaking = new Cut(cut);
            breaking.again();
            return Option.of(new Blow("close connections of " + cut.mkString(", "), breaking::end));
        }
        return Option.none();
    }

    private Vector<NodeId> stopped(Action action, Cast cast) {
        if (action instanceof Action.Crash crash) {
            return Vector.of(cast.node(crash.who()));
        }
        if (action instanceof Action.CrashInStep crash) {
            return Vector.of(cast.node(crash.who()));
        }
        return action instanceof Action.PowerLoss ? cast.servers() : Vector.empty();
    }

    private Vector<NodeId> cut(Action action, Cast cast) {
        if (action instanceof Action.Isolate isolate) {
            return Vector.of(cast.node(isolate.who()));
        }
        if (action instanceof Action.Split split) {
            return split.side().map(cast::node).distinct().toVector();
        }
        if (action instanceof Action.Mute mute) {
            return Vector.of(cast.node(mute.who()));
        }
        if (action instanceof Action.Deafen deafen) {
            return Vector.of(cast.node(deafen.who()));
        }
        return action instanceof Action.Disturb ? cluster.servers() : Vector.empty();
    }

    private void start(Vector<NodeId> servers) {
        hands.execute(() -> {
            try {
                for (NodeId server : servers) {
                    cluster.start(server);
                }
            } catch (HostException failed) {
                onTrouble.accept("a server could not be started again: " + failed.getMessage());
            }
        });
    }

    @Override
    public void healAll() {
        start(cluster.servers());
    }

    /** Servers whose connections don't last. */
    private final class Cut {
        private final Vector<NodeId> servers;
        private boolean ended;

        Cut(Vector<NodeId> servers) {
            this.servers = servers;
        }

        private void again() {
            if (!ended) {
                servers.forEach(cluster::closeConnections);
                venue.at(venue.now() + AGAIN_NANOS, this::again);
            }
        }

        private void end() {
            ended = true;
        }
    }
}
