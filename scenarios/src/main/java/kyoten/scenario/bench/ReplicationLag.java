package kyoten.scenario.bench;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kyoten.client.ClientCall;
import kyoten.node.NodeId;
import kyoten.site.Limits;
import kyoten.site.Store;
import org.HdrHistogram.Histogram;

/** How long after its answer a write is committed at another site, in virtual time. */
public final class ReplicationLag {
    private static final int SERVERS = 3;
    private static final Duration LOOK = Duration.ofNanos(250_000);
    private static final long BETWEEN_NANOS = 5_000_000;
    private static final ByteString VALUE = ByteString.copyFrom(new byte[50]);

    private final Sites sites = new Sites(SERVERS, Limits.DEFAULT, node -> node, Sites.NEAR, Sites.FAR);
    private final Histogram lags = new Histogram(3);
    private final List<Answered> open = new ArrayList<>();
    private int written;

    private ReplicationLag() {}

    private record Answered(ByteString key, long at) {}

    /**
     * What was measured.
     *
     * @param p50 in nanoseconds
     * @param p99 in nanoseconds
     */
    public record Measure(long writes, long p50, long p99) {}

    /**
     * Measures the lag between two sites.
     *
     * @param clients each of which writes every five milliseconds
     */
    public static Measure measure(Duration roundTrip, int clients, Duration length) {
        return new ReplicationLag().measured(roundTrip, clients, length);
    }

    private Measure measured(Duration roundTrip, int clients, Duration length) {
        sites.apart(roundTrip);
        sites.settle();
        Vector<NodeId> writers = Vector.fill(clients, () -> sites.client(Sites.NEAR));
        long end = sites.world().now() + length.toNanos();
        for (int i = 0; i < clients; i++) {
            write(writers.get(i), sites.world().now() + 1 + i * BETWEEN_NANOS / clients, end);
        }
        while (sites.world().now() < end || !open.isEmpty()) {
            sites.pass(LOOK);
            look();
        }
        return new Measure(lags.getTotalCount(), lags.getValueAtPercentile(50), lags.getValueAtPercentile(99));
    }

    private void write(NodeId writer, long at, long end) {
        if (at >= end) {
            return;
        }
        sites.world().at(at, () -> {
            ByteString key = ByteString.copyFromUtf8("k" + written++);
            sites.ask(
                    writer,
                    new ClientCall.Write(key, VALUE),
                    answer -> open.add(new Answered(key, sites.world().now())));
            write(writer, at + BETWEEN_NANOS, end);
        });
    }

    private void look() {
        Store far = sites.store(Sites.FAR);
        long now = sites.world().now();
        open.removeIf(write -> {
            boolean isThere = !far.key(write.key).siblings().live().isEmpty();
            if (isThere) {
                lags.recordValue(now - write.at);
            }
            return isThere;
        });
    }
}
