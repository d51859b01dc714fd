package kyoten.scenario;

import java.time.Duration;
import kyoten.scenario.plan.Range;

/**
 * What a scenario fixes of the stage on which it plays, as ranges; {@link Swarm} draws the rest.
 *
 * @param servers of the one site
 * @param clients how many of them
 * @param keys how many keys the clients contend for
 * @param stir how long faults strike, in nanoseconds
 * @param settle how long the run goes on after the last fault is healed, in nanoseconds
 * @param snapshotEvery how many entries are applied between two snapshots
 */
public record Setting(Range servers, Range clients, Range keys, Range stir, Range settle, Range snapshotEvery) {

    /** Three or five servers, a handful of clients on few keys, some seconds. */
    public static Setting usual() {
        return new Setting(
                Range.between(3, 5),
                Range.between(3, 10),
                Range.between(1, 5),
                Range.between(Duration.ofSeconds(2), Duration.ofSeconds(8)),
                Range.between(Duration.ofSeconds(8), Duration.ofSeconds(8)),
                Range.between(8, 1024));
    }

    Setting servers(Range range) {
        return new Setting(range, clients, keys, stir, settle, snapshotEvery);
    }

    Setting clients(Range range) {
        return new Setting(servers, range, keys, stir, settle, snapshotEvery);
    }

    Setting keys(Range range) {
        return new Setting(servers, clients, range, stir, settle, snapshotEvery);
    }

    Setting stir(Range range) {
        return new Setting(servers, clients, keys, range, settle, snapshotEvery);
    }

    Setting settle(Range range) {
        return new Setting(servers, clients, keys, stir, range, snapshotEvery);
    }

    Setting snapshotEvery(Range range) {
        return new Setting(servers, clients, keys, stir, settle, range);
    }
}
