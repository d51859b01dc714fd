package kyoten.scenario.bench;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.node.NodeId;
import kyoten.site.Limits;
import org.HdrHistogram.Histogram;

/**
 * How long a site's own clients wait, in virtual time, whatever another site and the way to it are like. Each site also
 * has a client that writes all the time.
 */
public final class LocalLatency {
    private static final int SERVERS = 3;
    private static final ByteString VALUE = ByteString.copyFrom(new byte[50]);

    private LocalLatency() {}

    /** What is around the site that is measured. */
    public enum Surroundings {
        /** Nothing. */
        ALONE,
        /** Another site, 55 ms away and back. */
        FAR,
        /** Another site that can't be reached any more. */
        CUT,
        /** Another site behind a megabit a second. */
        NARROW
    }

    /** The calls of clients. */
    public enum Call {
        READ(key -> new ClientCall.Read(key)),
        WRITE(key -> new ClientCall.Write(key, VALUE)),
        GREAD(key -> new ClientCall.Gread(key)),
        GWRITE(key -> new ClientCall.Gwrite(key, VALUE, ByteString.EMPTY, false)),
        DELETE(key -> new ClientCall.Delete(key)),
        GDELETE(key -> new ClientCall.Gdelete(key, ByteString.EMPTY, false)),
        SCAN(key -> new ClientCall.Scan(key, ByteString.EMPTY, 10));

        private final Function<ByteString, ClientCall> on;

        Call(Function<ByteString, ClientCall> on) {
            this.on = on;
        }
    }

    /**
     * What was measured of one call.
     *
     * @param p50 in nanoseconds
     * @param p99 in nanoseconds
     */
    public record Measure(Call call, long p50, long p99) {}

    /** Measures each call so many times, one after the other. */
    public static Vector<Measure> measure(Surroundings surroundings, int times) {
        Sites sites = surroundings == Surroundings.ALONE
                ? new Sites(SERVERS, Limits.DEFAULT, node -> node, Sites.NEAR)
                : new Sites(SERVERS, Limits.DEFAULT, node -> node, Sites.NEAR, Sites.FAR);
        sites.settle();
        surround(sites, surroundings);
        new Loop(sites, sites.client(Sites.NEAR), Call.WRITE, "near").begin();
        NodeId measured = sites.client(Sites.NEAR);
        return Vector.of(Call.values()).map(call -> measure(sites, measured, call, times));
    }

    private static void surround(Sites sites, Surroundings surroundings) {
        if (surroundings == Surroundings.ALONE) {
            return;
        }
        new Loop(sites, sites.client(Sites.FAR), Call.WRITE, "far").begin();
        sites.apart(Duration.ofMillis(55));
        switch (surroundings) {
            case CUT -> sites.cut();
            case NARROW -> sites.narrow(1_000_000 / 8);
            case ALONE, FAR -> {}
        }
        sites.settle();
    }

    private static Measure measure(Sites sites, NodeId client, Call call, int times) {
        Loop loop = new Loop(sites, client, call, call.name());
        loop.begin();
        while (loop.times.getTotalCount() < times) {
            sites.pass(Duration.ofMillis(100));
        }
        loop.ended = true;
        sites.pass(Duration.ofMillis(100));
        return new Measure(call, loop.times.getValueAtPercentile(50), loop.times.getValueAtPercentile(99));
    }

    /** A client that asks again as soon as it is answered, on a hundred keys of eight bytes. */
    private static final class Loop {
        private final Sites sites;
        private final NodeId client;
        private final Call call;
        private final String prefix;
        private final Histogram times = new Histogram(3);
        private boolean ended;
        private int asked;

        Loop(Sites sites, NodeId client, Call call, String prefix) {
            this.sites = sites;
            this.client = client;
            this.call = call;
            this.prefix = prefix;
        }

        void begin() {
            if (ended) {
                return;
            }
            String key = String.format(Locale.ROOT, "%-5.5s%03d", prefix, asked++ % 100);
            long began = sites.world().now();
            sites.ask(client, call.on.apply(ByteString.copyFromUtf8(key)), answer -> {
                if (answer instanceof ClientAnswer.Unanswered) {
                    throw new IllegalStateException(call + " was not answered");
                }
                times.recordValue(sites.world().now() - began);
                begin();
            });
        }
    }
}
