package kyoten.scenario.junit;

import io.vavr.collection.Vector;
import kyoten.check.Verdict;
import kyoten.history.Op;
import kyoten.scenario.run.RunResult;

/** What a person is told of a run that breaks a claim. */
final class FailureText {
    private static final int OPERATIONS = 20;

    private FailureText() {}

    static String of(RunResult run) {
        return run.broken().map(FailureText::of).mkString("\n")
                + "\nin " + run.plan().scenario() + ", seed " + run.plan().seed() + ": "
                + run.plan().options().text() + "\nfaults:"
                + (run.struck().isEmpty() ? " none" : run.struck().mkString("\n  ", "\n  ", ""));
    }

    private static String of(Verdict.Broken broken) {
        Vector<Op> operations = Vector.ofAll(broken.witness().history().ops());
        Vector<String> shown = operations.take(OPERATIONS).map(Op::toString);
        Vector<String> all = operations.size() > OPERATIONS
                ? shown.append("and " + (operations.size() - OPERATIONS) + " more")
                : shown;
        return "BROKEN " + broken.claim().name() + ": " + broken.claim().says() + "\nbecause " + broken.because()
                + Vector.ofAll(broken.witness().story())
                        .map(line -> "\n  " + line)
                        .mkString("")
                + (all.isEmpty()
                        ? ""
                        : all.mkString("\nwhat clients saw, as little of it as shows it:\n  ", "\n  ", ""));
    }
}
