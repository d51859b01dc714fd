package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import java.util.function.Predicate;
import kyoten.check.Witness;
import kyoten.history.Op;
import kyoten.scenario.plan.PlannedOperation;

/** Guesses which operations matter, from what the claim shows: if one is right, hundreds go at once. */
final class Witnessed implements Pass {
    /** The parts of a scan are numbered apart, in steps of this. */
    private static final int SCANNED = 1_000_000;

    @Override
    public void shrink(Trials trials) {
        Witness witness = trials.smallest().broken().head().witness();
        Vector<Op> shown = Vector.ofAll(witness.history().ops());
        Vector<Integer> numbers = shown.map(op -> op.number() % SCANNED);
        Vector<String> keys = shown.map(op -> op.key().toString()).distinct();
        if (!keep(trials, one -> numbers.contains(one.number()))) {
            keep(trials, one -> keys.contains(one.act().key()));
        }
    }

    private static boolean keep(Trials trials, Predicate<PlannedOperation> which) {
        return trials.accept(trials.plan()
                .withOperations(trials.plan().operations().toVector().filter(which)));
    }
}
