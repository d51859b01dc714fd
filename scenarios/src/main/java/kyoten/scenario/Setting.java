package kyoten.scenario;

import java.time.Duration;
import kyoten.scenario.plan.Range;

/**
 * What a scenario fixes of the stage on which it plays, as ranges; {@link Swarm} draws the rest.
 *
 * @param layout of the sites
 * @param clients how many of them, in all sites together
 * @param keys how many keys the clients contend for
 * @param stir how long faults strike, in nanoseconds
 * @param settle how long the run goes on after the last fault is healed, in nanoseconds
 * @param patience how long a client waits for an answer before it gives up, in nanoseconds; few are long
 * @param store what is fixed of the store
 */
public record Setting(Layout layout, Range clients, Range keys, Range stir, Range settle, Range patience, Store store) {

    /** How the sites reach each other. */
    public enum Shape {
        /** Each reaches each. */
        MESH,
        /** Each reaches the one before and the one after it. */
        LINE
    }

    /**
     * The sites.
     *
     * @param founders how many sites the cluster begins with
     * @param late how many sites join later
     * @param servers of each site
     * @param shape how the sites reach each other
     * @param delay the least time that a message takes from site to site one way, in nanoseconds
     * @param narrowPercent in how many of a hundred runs the ways between sites carry only so much
     */
    public record Layout(Range founders, int late, Range servers, Shape shape, Range delay, int narrowPercent) {
        /** One site. */
        static Layout ofOneSite(Range servers) {
            return new Layout(Range.exactly(1), 0, servers, Shape.MESH, Range.exactly(1), 25);
        }

        Layout founders(Range range) {
            return new Layout(range, late, servers, shape, delay, narrowPercent);
        }

        Layout late(int number) {
            return new Layout(founders, number, servers, shape, delay, narrowPercent);
        }

        Layout servers(Range range) {
            return new Layout(founders, late, range, shape, delay, narrowPercent);
        }

        Layout shape(Shape other) {
            return new Layout(founders, late, servers, other, delay, narrowPercent);
        }

        Layout narrow() {
            return new Layout(founders, late, servers, shape, delay, 100);
        }

        Layout delay(Range range) {
            return new Layout(founders, late, servers, shape, range, narrowPercent);
        }
    }

    /**
     * The store.
     *
     * @param snapshotEvery how many entries are applied between two snapshots
     * @param logBytes how many bytes of updates a stream keeps at most for sites that are behind
     * @param inFlight how many batches of entries are on their way to a server at once
     * @param batchBytes how long a batch is at most, unless it is a single entry
     * @param partBytes how long a part of a snapshot is, about
     * @param pageBytes how long a page of an answer is, about
     * @param longValuesPercent in how many of a hundred runs values are long
     */
    public record Store(
            Range snapshotEvery,
            Range logBytes,
            Range inFlight,
            Range batchBytes,
            Range partBytes,
            Range pageBytes,
            int longValuesPercent) {
        Store snapshotEvery(Range range) {
            return new Store(range, logBytes, inFlight, batchBytes, partBytes, pageBytes, longValuesPercent);
        }

        Store logBytes(Range range) {
            return new Store(snapshotEvery, range, inFlight, batchBytes, partBytes, pageBytes, longValuesPercent);
        }

        Store partBytes(Range range) {
            return new Store(snapshotEvery, logBytes, inFlight, batchBytes, range, pageBytes, longValuesPercent);
        }

        Store pageBytes(Range range) {
            return new Store(snapshotEvery, logBytes, inFlight, batchBytes, partBytes, range, longValuesPercent);
        }

        Store carrying(Range batches, Range bytes) {
            return new Store(snapshotEvery, logBytes, batches, bytes, partBytes, pageBytes, longValuesPercent);
        }

        Store withLongValues() {
            return new Store(snapshotEvery, logBytes, inFlight, batchBytes, partBytes, pageBytes, 100);
        }
    }

    /** Three or five servers, a handful of clients on few keys, some seconds; snapshots in a part for each key, or in one. */
    public static Setting usual() {
        return new Setting(
                Layout.ofOneSite(Range.between(3, 5)),
                Range.between(3, 10),
                Range.between(1, 5),
                Range.between(Duration.ofSeconds(2), Duration.ofSeconds(8)),
                Range.between(Duration.ofSeconds(8), Duration.ofSeconds(8)),
                Range.between(Duration.ofMillis(200), Duration.ofSeconds(3)),
                new Store(
                        Range.between(8, 1024),
                        Range.exactly(256 << 10),
                        Range.between(1, 16),
                        Range.between(64, 65_536),
                        Range.between(64, 128 << 10),
                        Range.between(8, 256 << 10),
                        20));
    }

    Setting layout(Layout other) {
        return new Setting(other, clients, keys, stir, settle, patience, store);
    }

    Setting clients(Range range) {
        return new Setting(layout, range, keys, stir, settle, patience, store);
    }

    Setting keys(Range range) {
        return new Setting(layout, clients, range, stir, settle, patience, store);
    }

    Setting stir(Range range) {
        return new Setting(layout, clients, keys, range, settle, patience, store);
    }

    Setting settle(Range range) {
        return new Setting(layout, clients, keys, stir, range, patience, store);
    }

    Setting patience(Range range) {
        return new Setting(layout, clients, keys, stir, settle, range, store);
    }

    Setting store(Store other) {
        return new Setting(layout, clients, keys, stir, settle, patience, other);
    }
}
