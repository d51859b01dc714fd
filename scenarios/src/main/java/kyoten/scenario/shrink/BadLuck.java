package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import java.util.function.UnaryOperator;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Options.Disk;
import kyoten.scenario.plan.Options.Network;
import kyoten.scenario.plan.Options.Store;

/**
 * Makes happen often what many operations are needed for to happen once. If one message of ten thousand is lost, or each thousandth
 * entry makes a snapshot, it takes thousands of operations; if one of five does, a few. So it is with a loss of power that has to come
 * before a quick sync, or in the midst of a short record. All is within what scenarios draw, but for what networks lose and double; and
 * these go on losing and doubling only if they did. Each way is gone once.
 */
final class BadLuck implements Pass {
    /** With no more operations there is nothing to gain. */
    private static final int FEW_OPERATIONS = 10;

    private static final int MUCH_PPM = 200_000;
    private static final Vector<Integer> ENTRIES = Vector.of(1, 2, 4, 8);
    private static final long SLOW_NANOS = 20_000_000;
    private static final int LONG_BYTES = 4_000;

    private Vector<UnaryOperator<Options>> ways = Vector.<UnaryOperator<Options>>of(
                    options -> options.with(worse(options.network())),
                    options -> options.with(slower(options.disk())),
                    options -> options.withValueBytes(Math.max(LONG_BYTES, options.valueBytes())))
            .appendAll(ENTRIES.map(every -> options -> options.with(snapshots(options.store(), every))));

    @Override
    public void shrink(Trials trials) {
        if (trials.effort().isLittle() || trials.plan().operations().size() <= FEW_OPERATIONS) {
            return;
        }
        ways = ways.reject(way ->
                trials.accept(trials.plan().withOptions(way.apply(trials.plan().options()))));
    }

    private static Network worse(Network network) {
        return new Network(
                network.delayLow(), network.delayHigh(), much(network.lossPpm()), much(network.duplicatePpm()));
    }

    private static int much(int ppm) {
        return ppm == 0 ? 0 : Math.max(ppm, MUCH_PPM);
    }

    private static Disk slower(Disk disk) {
        return new Disk(Math.max(SLOW_NANOS, disk.latencyLow()), Math.max(SLOW_NANOS, disk.latencyHigh()));
    }

    private static Store snapshots(Store store, int every) {
        return new Store(
                store.electionTimeout(),
                Math.min(every, store.snapshotEvery()),
                Math.min(every, store.tail()),
                store.inFlight(),
                store.batchBytes(),
                store.logBytes(),
                store.partBytes(),
                store.pageBytes());
    }
}
