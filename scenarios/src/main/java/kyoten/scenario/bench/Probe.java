package kyoten.scenario.bench;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.wire.Codec;

/**
 * Watches one client and the servers from outside, at the boundary between node and host, and tells where the time of each operation
 * went. The client does one operation at a time. Used by several threads; it takes its locks for a few instructions only.
 */
public final class Probe {
    private final NodeId client;
    private final LongSupplier clock;
    private final List<Parts> parts = new ArrayList<>();
    private Passage now = new Passage();

    /** What was seen of the operation that is under way; times of the clock. */
    private static final class Passage {
        private Option<NodeId> server = Option.none();
        private long asked;
        private long arrived;
        private long left;
        private long diskBegan;
        private long diskEnded;
        private boolean others;
        private long steps;
        private long serialization;
        private long deserialization;
    }

    /**
     * Where the time of an operation went, in nanoseconds.
     *
     * @param total from the client's being asked to its reply
     * @param network what neither node had it for
     * @param deserialization at the client and the servers, while the operation was under way
     * @param storage from the answering server's first order to its disk to the last one's end
     * @param serialization as deserialization
     * @param replication while the answering server waited, not for its disk, having asked others
     * @param steps of the answering server's node; part of none of these
     */
    public record Parts(
            long total,
            long network,
            long deserialization,
            long storage,
            long serialization,
            long replication,
            long steps) {

        /** What is left beside version vectors, which are measured by themselves. */
        public long misc(long vectors) {
            return total - network - deserialization - vectors - storage - serialization - replication;
        }
    }

    /**
     * @param clock nanoseconds, the same for all nodes
     */
    public Probe(NodeId client, LongSupplier clock) {
        this.client = client;
        this.clock = clock;
    }

    /** What has been seen since the last call. */
    public synchronized List<Parts> take() {
        List<Parts> all = new ArrayList<>(parts);
        parts.clear();
        return all;
    }

    /** A node that is watched. */
    public <S> Node<S> watched(NodeId id, Node<S> node) {
        return new Watched<>(id, node);
    }

    /** A codec whose work is measured. */
    public UnaryOperator<Codec<?>> measured() {
        return codec -> new MeasuredCodec<>(codec);
    }

    private final class Watched<S> implements Node<S> {
        private final NodeId id;
        private final Node<S> node;

        Watched(NodeId id, Node<S> node) {
            this.id = id;
            this.node = node;
        }

        @Override
        public S initial() {
            return node.initial();
        }

        @Override
        public Step<S> on(S state, Event event, Env env) {
            long began = clock.getAsLong();
            before(id, event, began);
            Step<S> step = node.on(state, event, env);
            after(id, step, began, clock.getAsLong());
            return step;
        }
    }

    private synchronized void before(NodeId id, Event event, long time) {
        if (id.equals(client)) {
            if (event instanceof Event.Asked) {
                now = new Passage();
                now.asked = time;
            }
        } else if (event instanceof Event.Received received && received.from().equals(client)) {
            now.arrived = time;
            now.server = Option.of(id);
        } else if (event instanceof Event.DiskDone && now.server.contains(id) && now.diskBegan != 0 && now.left == 0) {
            now.diskEnded = time;
        }
    }

    private synchronized void after(NodeId id, Step<?> step, long began, long ended) {
        if (now.asked == 0) {
            return;
        }
        boolean answering = now.server.contains(id) && now.left == 0;
        now.steps += answering ? ended - began : 0;
        for (Effect effect : step.effects()) {
            if (id.equals(client)) {
                if (effect instanceof Effect.Reply) {
                    finish(ended);
                    return;
                }
            } else if (effect instanceof Effect.Send send && answering) {
                now.left = send.to().equals(client) ? ended : now.left;
                now.others |= !send.to().equals(client);
            } else if (effect instanceof Effect.DiskOperation && answering && now.diskBegan == 0) {
                now.diskBegan = ended;
            }
        }
    }

    private void finish(long ended) {
        long resided = Math.max(0, now.left - now.arrived);
        long storage = now.diskEnded > now.diskBegan ? Math.min(resided, now.diskEnded - now.diskBegan) : 0;
        long waited = Math.max(0, resided - storage - now.steps);
        long total = ended - now.asked;
        long coding = now.serialization + now.deserialization;
        long replication = now.others ? Math.max(0, waited - coding) : 0;
        long network = now.arrived == 0 ? 0 : Math.max(0, total - resided - coding);
        parts.add(new Parts(total, network, now.deserialization, storage, now.serialization, replication, now.steps));
        now = new Passage();
    }

    private synchronized void coded(long serialization, long deserialization) {
        now.serialization += serialization;
        now.deserialization += deserialization;
    }

    private final class MeasuredCodec<T> implements Codec<T> {
        private final Codec<T> codec;

        MeasuredCodec(Codec<T> codec) {
            this.codec = codec;
        }

        @Override
        public Class<T> type() {
            return codec.type();
        }

        @Override
        public int number() {
            return codec.number();
        }

        @Override
        public int size(T message) {
            long began = clock.getAsLong();
            int size = codec.size(message);
            coded(clock.getAsLong() - began, 0);
            return size;
        }

        @Override
        public void write(T message, byte[] target, int offset) {
            long began = clock.getAsLong();
            codec.write(message, target, offset);
            coded(clock.getAsLong() - began, 0);
        }

        @Override
        public T read(byte[] bytes, int offset, int length) {
            long began = clock.getAsLong();
            T message = codec.read(bytes, offset, length);
            coded(0, clock.getAsLong() - began);
            return message;
        }
    }
}
