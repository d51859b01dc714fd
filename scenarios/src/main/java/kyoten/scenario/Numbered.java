package kyoten.scenario;

import io.vavr.collection.Vector;
import java.util.Comparator;
import kyoten.scenario.plan.PlannedOperation;

/** Gives operations their numbers. */
final class Numbered {
    private Numbered() {}

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
