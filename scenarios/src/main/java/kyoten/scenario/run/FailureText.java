package kyoten.scenario.run;

import io.vavr.collection.Vector;
import kyoten.check.Verdict;
import kyoten.history.Op;
import kyoten.scenario.plan.PlanText;
import kyoten.sim.Delivery;

/** What a person is told of a run that breaks claims. */
public final class FailureText {
    private static final int OPERATIONS_SHOWN = 40;

    private FailureText() {}

    /** All claims that it breaks, line by line. */
    public static Vector<String> lines(RunResult run) {
        return run.broken().flatMap(broken -> of(run, broken));
    }

    private static Vector<String> of(RunResult run, Verdict.Broken broken) {
        return Vector.of(
                        "BROKEN " + broken.claim() + ": " + broken.claim().says(),
                        "  in " + run.plan().scenario() + ", seed " + run.plan().seed() + ": "
                                + run.plan().options().text(),
                        "  because " + broken.because())
                .appendAll(Vector.ofAll(broken.witness().story()).map(FailureText::indented))
                .appendAll(operations(Vector.ofAll(broken.witness().history().ops())))
                .append("  faults:" + (run.struck().isEmpty() ? " none" : ""))
                .appendAll(run.struck().map(FailureText::indented))
                .appendAll(deliveries(run.plan().deliveries().toVector()));
    }

    private static Vector<String> deliveries(Vector<Delivery> told) {
        Vector<String> lines = told.map(PlanText::text).map(FailureText::indented);
        return lines.isEmpty() ? lines : lines.prepend("  deliveries that are not left to chance:");
    }

    private static Vector<String> operations(Vector<Op> operations) {
        if (operations.isEmpty()) {
            return Vector.empty();
        }
        Vector<String> shown = operations.take(OPERATIONS_SHOWN).map(FailureText::indented);
        return (operations.size() > OPERATIONS_SHOWN
                        ? shown.append(indented("and " + (operations.size() - OPERATIONS_SHOWN) + " more"))
                        : shown)
                .prepend("  what clients saw, as little of it as shows it:");
    }

    private static String indented(Object line) {
        return "    " + line;
    }
}
