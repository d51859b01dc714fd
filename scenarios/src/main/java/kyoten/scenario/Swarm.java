package kyoten.scenario;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Stream;
import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Options.Disk;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Options.Network;
import kyoten.scenario.plan.Options.Store;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Topology;
import kyoten.site.Streams;

/**
 * Draws the options that a scenario leaves open. A run that has few kinds of everything finds what a run with all of it
 * drowns, so each is extreme in its own way: no loss or much, quick disks or slow ones, tiny snapshots or none.
 *
 * @see <a href="https://users.cs.utah.edu/~regehr/papers/swarm12.pdf">Groce et al., Swarm Testing</a>
 */
final class Swarm {
    private static final Range DELAY = Range.between(Duration.ofNanos(50_000), Duration.ofMillis(3));
    private static final Range LATENCY = Range.between(Duration.ofNanos(20_000), Duration.ofMillis(4));
    private static final Range ELECTION = Range.between(Duration.ofMillis(150), Duration.ofMillis(600));
    private static final Range VALUE_BYTES = Range.between(600, 8000);

    private static final Range TROUBLE_PPM = Range.between(100, 30_000);

    private static final int ONE_STREAM_PERCENT = 25;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** What an update takes on its way beside its value. */
    private static final int OVERHEAD_BYTES = 150;

    /** So many messages that wait for each other one way: a cut is noticed, a feed asked for anew, trees compared, and once more. */
    private static final int EXCHANGES = 20;

    private final Draw draw;

    Swarm(Draw draw) {
        this.draw = draw;
    }

    /** @param operations how many a run has at most */
    Options options(Setting setting, int operations) {
        int keys = (int) draw.from(setting.keys(), "keys", 0);
        int valueBytes = valueBytes(setting.store().longValuesPercent());
        Topology topology = new Cities(draw).topology(setting);
        long written = operations * (valueBytes + OVERHEAD_BYTES) / 2; // the others look
        return new Options(
                topology,
                keys(keys),
                valueBytes,
                lengths(setting, toConverge(topology, setting.layout().shape(), written)),
                network(),
                disk(),
                store(setting));
    }

    /** Some runs have keys of one stream, whose dots share a counter. */
    private Vector<String> keys(int count) {
        Stream<String> keys = Stream.from(1).map(key -> "k" + key);
        return draw.percent(ONE_STREAM_PERCENT, "keys of one stream", 0)
                ? keys.filter(key -> stream(key) == stream("k1")).take(count).toVector()
                : keys.take(count).toVector();
    }

    private static int stream(String key) {
        return Streams.of(ByteString.copyFromUtf8(key));
    }

    /** Values over several sectors are what a torn write leaves holes in; they cost time, so most runs have short ones. */
    private int valueBytes(int percent) {
        return draw.percent(percent, "long values", 0) ? (int) draw.steeplyFrom(VALUE_BYTES, "value bytes", 0) : 0;
    }

    /** How long a way between sites takes to carry all that is written, and what the sites have to say to each other before. */
    private static long toConverge(Topology topology, Setting.Shape shape, long bytes) {
        Seq<Long> ways = topology.routes()
                .map(route -> EXCHANGES * route.delayHigh()
                        + (route.bytesPerSecond() == 0 ? 0 : bytes * SECOND / route.bytesPerSecond()));
        // Sites in a line tell each other one after the other.
        return shape == Setting.Shape.LINE ? ways.sum().longValue() : ways.max().getOrElse(0L);
    }

    private Lengths lengths(Setting setting, long toConverge) {
        long settle = toConverge == 0 ? 0 : Scenario.RECOVERY_NANOS + toConverge + Scenario.LOOKS_NANOS;
        return new Lengths(
                round(draw.from(setting.stir(), "stir", 0)),
                round(Math.max(draw.from(setting.settle(), "settle", 0), settle)),
                round(draw.steeplyFrom(setting.patience(), "patience", 0)));
    }

    private Network network() {
        long low = draw.steeplyFrom(DELAY, "delay", 0);
        long high = low * (1 + draw.below("jitter", 0, 10));
        int loss = draw.percent(50, "lossy", 0) ? (int) draw.steeplyFrom(TROUBLE_PPM, "loss", 0) : 0;
        int doubled = draw.percent(50, "doubling", 0) ? (int) draw.steeplyFrom(TROUBLE_PPM, "doubled", 0) : 0;
        return new Network(low, high, loss, doubled);
    }

    private Disk disk() {
        long low = draw.steeplyFrom(LATENCY, "disk latency", 0);
        return new Disk(low, low * (1 + draw.below("disk jitter", 0, 10)));
    }

    private Store store(Setting setting) {
        return new Store(
                round(draw.from(ELECTION, "election", 0)),
                (int) draw.steeplyFrom(setting.store().snapshotEvery(), "snapshot every", 0),
                (int) draw.below("tail", 0, 20),
                (int) draw.steeplyFrom(setting.store().inFlight(), "in flight", 0),
                (int) draw.steeplyFrom(setting.store().batchBytes(), "batch bytes", 0),
                (int) draw.steeplyFrom(setting.store().logBytes(), "log bytes", 0),
                (int) draw.steeplyFrom(setting.store().partBytes(), "part bytes", 0),
                (int) draw.steeplyFrom(setting.store().pageBytes(), "page bytes", 0));
    }

    /** To whole milliseconds, for the eye. */
    private static long round(long nanos) {
        long millisecond = Duration.ofMillis(1).toNanos();
        return Math.max(millisecond, nanos / millisecond * millisecond);
    }
}
