package kyoten.scenario;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Options.Disk;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Options.Network;
import kyoten.scenario.plan.Options.Store;
import kyoten.scenario.plan.Range;

/**
 * Draws the options that a scenario leaves open. A run that has few kinds of everything finds what a run with all of it
 * drowns, so each is extreme in its own way: no loss or much, quick disks or slow ones, tiny snapshots or none.
 *
 * @see <a href="https://users.cs.utah.edu/~regehr/papers/swarm12.pdf">Groce et al., Swarm Testing</a>
 */
final class Swarm {
    private static final Range PATIENCE = Range.between(Duration.ofMillis(200), Duration.ofSeconds(3));
    private static final Range DELAY = Range.between(Duration.ofNanos(50_000), Duration.ofMillis(3));
    private static final Range LATENCY = Range.between(Duration.ofNanos(20_000), Duration.ofMillis(4));
    private static final Range ELECTION = Range.between(Duration.ofMillis(150), Duration.ofMillis(600));
    private static final Range VALUE_BYTES = Range.between(600, 8000);
    private static final Range TROUBLE_PPM = Range.between(100, 30_000);

    private final Draw draw;

    Swarm(Draw draw) {
        this.draw = draw;
    }

    Options options(Setting setting) {
        int keys = (int) draw.from(setting.keys(), "keys", 0);
        return new Options(
                new Cities(draw).topology(setting),
                Vector.rangeClosed(1, keys).map(key -> "k" + key),
                valueBytes(),
                lengths(setting),
                network(),
                disk(),
                store(setting));
    }

    /** Values over several sectors are what a torn write leaves holes in; they cost time, so most runs have short ones. */
    private int valueBytes() {
        return draw.percent(20, "long values", 0) ? (int) draw.steeplyFrom(VALUE_BYTES, "value bytes", 0) : 0;
    }

    private Lengths lengths(Setting setting) {
        return new Lengths(
                round(draw.from(setting.stir(), "stir", 0)),
                round(draw.from(setting.settle(), "settle", 0)),
                round(draw.steeplyFrom(PATIENCE, "patience", 0)));
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
                (int) draw.steeplyFrom(setting.store().logBytes(), "log bytes", 0));
    }

    /** To whole milliseconds, for the eye. */
    private static long round(long nanos) {
        long millisecond = Duration.ofMillis(1).toNanos();
        return Math.max(millisecond, nanos / millisecond * millisecond);
    }
}
