package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import java.util.function.Function;
import kyoten.check.Verdict;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;

/**
 * Delta debugging of a plan: leaves out ever smaller parts of its faults and operations as long as the same claim stays
 * broken.
 *
 * @see <a href="https://www.st.cs.uni-saarland.de/papers/tse2002/tse2002.pdf">Zeller and Hildebrandt, Simplifying and Isolating
 *     Failure-Inducing Input</a>
 */
public final class Shrinker {
    private final Scenario scenario;
    private final String claim;
    private final int mostRuns;
    private RunResult smallest;
    private int runs;

    private Shrinker(Scenario scenario, String claim, RunResult failure, int mostRuns) {
        this.scenario = scenario;
        this.claim = claim;
        this.mostRuns = mostRuns;
        this.smallest = failure;
    }

    /**
     * What is left of a failure.
     *
     * @param runs how many candidates were run
     * @param minimal whether nothing more can be left out by itself; else the runs were used up
     */
    public record Shrunk(RunResult result, int runs, boolean minimal) {}

    /**
     * Makes a failure small.
     *
     * @param failure a run with a broken claim; the first of them has to stay broken
     * @param mostRuns how many candidates are run at the most
     */
    public static Shrunk shrink(RunResult failure, Scenario scenario, int mostRuns) {
        String claim = failure.broken().head().claim().name();
        return new Shrinker(scenario, claim, failure, mostRuns).shrink();
    }

    private Shrunk shrink() {
        int before;
        do {
            before = size();
            cutEnd();
            reduce(plan().faults().toVector(), faults -> plan().withFaults(faults));
            reduce(plan().operations().toVector(), operations -> plan().withOperations(operations));
        } while (size() < before && !usedUp());
        return new Shrunk(smallest, runs, !usedUp());
    }

    private int size() {
        return plan().faults().size() + plan().operations().size();
    }

    private Plan plan() {
        return smallest.plan();
    }

    private boolean usedUp() {
        return runs >= mostRuns;
    }

    /** Everything after the last operation that the witness shows is most likely of no use. */
    private void cutEnd() {
        var witness = smallest.broken().head().witness().history();
        if (witness.size() == 0) {
            return;
        }
        long last = 0;
        for (int op = 0; op < witness.size(); op++) {
            last = Math.max(last, witness.invokedAt(op));
        }
        long end = last;
        Vector<PlannedOperation> operations = plan().operations().toVector().filter(one -> one.atNanos() <= end);
        if (operations.size() < plan().operations().size()) {
            attempt(plan().withOperations(operations));
        }
    }

    /** Leaves out halves, quarters and so on down to single parts, as long as something can be left out. */
    private <T> void reduce(Vector<T> parts, Function<Vector<T>, Plan> with) {
        Vector<T> left = parts;
        int chunk = Math.max(1, left.size() / 2);
        while (!left.isEmpty() && !usedUp()) {
            Vector<T> fewer = withoutChunks(left, chunk, with);
            if (fewer.size() == left.size() && chunk == 1) {
                return;
            }
            left = fewer;
            chunk = Math.max(1, chunk / 2);
        }
    }

    private <T> Vector<T> withoutChunks(Vector<T> parts, int chunk, Function<Vector<T>, Plan> with) {
        Vector<T> left = parts;
        int from = 0;
        while (from < left.size() && !usedUp()) {
            Vector<T> candidate = left.take(from).appendAll(left.drop(from + chunk));
            if (attempt(with.apply(candidate))) {
                left = candidate;
            } else {
                from += chunk;
            }
        }
        return left;
    }

    private boolean attempt(Plan candidate) {
        runs++;
        RunResult result = Simulation.run(candidate, scenario);
        boolean stillBroken =
                result.broken().exists(broken -> broken.claim().name().equals(claim));
        if (stillBroken) {
            Vector<Verdict> firstIsThis =
                    result.verdicts().sortBy(verdict -> verdict.claim().name().equals(claim) ? 0 : 1);
            smallest = result.withVerdicts(firstIsThis);
        }
        return stillBroken;
    }
}
