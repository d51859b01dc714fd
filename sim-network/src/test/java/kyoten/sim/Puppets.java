package kyoten.sim;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.List;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.ping.Ping;
import kyoten.ping.PingMessages;
import kyoten.sim.Puppet.Seen;
import kyoten.sim.disk.DiskOptions;
import kyoten.sim.kernel.Delay;
import kyoten.sim.network.NetworkOptions;

/** A world of puppets with exact clocks, an instant disk and a delay of 1 ms, which tests pull the strings of. */
final class Puppets {
    static final long MILLI = 1_000_000;
    static final NodeId A = new NodeId("a");
    static final NodeId B = new NodeId("b");
    static final NodeId C = new NodeId("c");
    static final NodeId D = new NodeId("d");
    static final NodeId E = new NodeId("e");
    static final List<NodeId> ALL = List.of(A, B, C, D, E);
    static final WorldOptions EXACT = WorldOptions.usual()
            .with(ClockOptions.exact())
            .with(DiskOptions.instant())
            .with(NetworkOptions.local().withDelay(Delay.constant(MILLI)));

    final World world;

    Puppets(long seed, WorldOptions options) {
        world = new World(seed, PingMessages.REGISTRY, options);
        ALL.forEach(id -> world.add(id, new Puppet()));
        ALL.forEach(world::boot);
        run(0);
    }

    static Puppets exact() {
        return new Puppets(1, EXACT);
    }

    /** Lets a time go by. */
    void run(long nanos) {
        world.runUntil(world.now() + nanos);
    }

    /** Has a node perform effects, now. */
    void tell(NodeId node, Effect... effects) {
        world.ask(node, Puppet.Do.all(effects), reply -> {});
        run(0);
    }

    /** Sends pings with the numbers from 1 on, all at once. */
    void ping(NodeId from, NodeId to, int pings) {
        Effect[] sends = new Effect[pings];
        for (int i = 0; i < pings; i++) {
            sends[i] = new Effect.Send(to, Ping.newBuilder().setNumber(i + 1).build());
        }
        tell(from, sends);
    }

    /** What a node has seen since its boot. */
    @SuppressWarnings("unchecked") // A puppet's state is a vector of what it saw.
    Vector<Seen> seen(NodeId node) {
        return world.state(node).map(state -> (Vector<Seen>) state).getOrElse(Vector.empty());
    }

    <T extends Event> Vector<T> events(NodeId node, Class<T> type) {
        return seen(node).map(Seen::event).filter(type::isInstance).map(type::cast);
    }

    /** The numbers of the pings that a node got, in order. */
    List<Long> pingsOf(NodeId node) {
        return events(node, Event.Received.class)
                .map(received -> ((Ping) received.message()).getNumber())
                .asJava();
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
