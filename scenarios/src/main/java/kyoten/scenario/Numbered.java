package kyoten.scenario;

import io.vavr.collection.Vector;
import java.util.Comparator;
import java.util.function.Function;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedOperation;

/** Gives operations their numbers. */
final class Numbered {
    private Numbered() {}

    /** What a client asks of each key at one time; the numbers are to come. */
    static Vector<PlannedOperation> ofAllKeys(
            Vector<Function<String, Act>> acts, Options options, int client, long time) {
        return options.keys()
                .toVector()
                .flatMap(key -> acts.map(act -> new PlannedOperation(1, client, time, act.apply(key))));
    }

    /**
     * The operations in the order of their times, then of their clients.
     *
     * @param first the number of the first
     */
    static Vector<PlannedOperation> inOrderOfTime(Vector<PlannedOperation> operations, int first) {
        Comparator<PlannedOperation> order =
                Comparator.comparingLong(PlannedOperation::atNanos).thenComparingInt(PlannedOperation::client);
        Vector<PlannedOperation> sorted = operations.sorted(order);
        return sorted.zipWithIndex((operation, index) ->
                new PlannedOperation(first + index, operation.client(), operation.atNanos(), operation.act()));
    }
}
