package kyoten.scenario.bench;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Locale;
import kyoten.client.ClientCall;
import kyoten.geo.message.GeoEnvelope;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.Limits;

/** What it takes to bring up a site whose lack the other's log no longer holds. */
public final class TreeExchange {
    private static final int CLIENTS = 64;
    private static final ByteString VALUE = ByteString.copyFrom(new byte[50]);

    /** Of each origin's updates in a stream only the last is kept. */
    private static final Limits SHORT_LOG = Limits.DEFAULT.with(1, Limits.DEFAULT.partBytes());

    private final Meter meter = new Meter();
    private final Sites sites = new Sites(1, SHORT_LOG, meter::around, Sites.NEAR, Sites.FAR);
    private int begun;
    private int ended;

    private TreeExchange() {}

    /**
     * What was measured.
     *
     * @param bytes of all messages of the exchange, both ways
     * @param roundTrips questions with their answers
     */
    public record Measure(long keys, long differing, long bytes, long roundTrips) {}

    /** Two sites that hold the same keys, all but a few, compare their trees. */
    public static Measure measure(int keys, int differing) {
        return new TreeExchange().measured(keys, differing);
    }

    private Measure measured(int keys, int differing) {
        sites.settle();
        write(keys, 1, keys);
        sites.cut();
        sites.settle();
        write(2 * differing, Math.max(1, keys / differing), differing);
        sites.settle();
        meter.reset();
        sites.heal();
        while (!isTogether()) {
            sites.pass(Duration.ofMillis(100));
        }
        return new Measure(keys, differing, meter.bytes, meter.questions);
    }

    /** Writes so many times, each time a step further, and again from the beginning after the last one. */
    private void write(int times, int step, int distinct) {
        begun = 0;
        ended = 0;
        for (int i = 0; i < CLIENTS; i++) {
            next(sites.client(Sites.NEAR), times, step, distinct);
        }
        while (ended < times) {
            sites.pass(Duration.ofMillis(100));
        }
        if (step == 1) {
            while (!isTogether()) {
                sites.pass(Duration.ofMillis(100));
            }
        }
    }

    private void next(NodeId client, int times, int step, int distinct) {
        if (begun == times) {
            return;
        }
        ByteString key = ByteString.copyFromUtf8(String.format(Locale.ROOT, "%08d", begun++ % distinct * step));
        sites.ask(client, new ClientCall.Write(key, VALUE), answer -> {
            ended++;
            next(client, times, step, distinct);
        });
    }

    private boolean isTogether() {
        var near = sites.store(Sites.NEAR).streams();
        var far = sites.store(Sites.FAR).streams();
        for (int i = 0; i < near.size(); i++) {
            if (!far.get(i).applied().covers(near.get(i).applied())) {
                return false;
            }
        }
        return true;
    }

    /** Counts what servers say in exchanges. */
    private static final class Meter {
        private long bytes;
        private long questions;

        void reset() {
            bytes = 0;
            questions = 0;
        }

        Node<?> around(Node<?> server) {
            return new Metered<>(server);
        }

        private void count(Effect effect) {
            if (effect instanceof Effect.Send send && send.message() instanceof GeoEnvelope message) {
                if (message.hasCompare() || message.hasFetch()) {
                    questions++;
                    bytes += message.getSerializedSize();
                } else if (message.hasDifferences() || message.hasFetched()) {
                    bytes += message.getSerializedSize();
                }
            }
        }

        private final class Metered<S> implements Node<S> {
            private final Node<S> server;

            Metered(Node<S> server) {
                this.server = server;
            }

            @Override
            public S initial() {
                return server.initial();
            }

            @Override
            public Step<S> on(S state, Event event, Env env) {
                Step<S> step = server.on(state, event, env);
                step.effects().forEach(Meter.this::count);
                return step;
            }
        }
    }
}
