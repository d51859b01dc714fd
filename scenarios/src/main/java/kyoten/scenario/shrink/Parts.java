package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import java.util.function.Function;
import kyoten.scenario.plan.Plan;

/**
 * Delta debugging of a list: leaves out all of it, halves, quarters and so on, as long as the plan without them still fails.
 *
 * @see <a href="https://www.st.cs.uni-saarland.de/papers/tse2002/tse2002.pdf">Zeller and Hildebrandt, Simplifying and Isolating
 *     Failure-Inducing Input</a>
 */
final class Parts<T> {
    private final Trials trials;
    private final Function<Vector<T>, Plan> with;
    private Vector<T> left;

    private Parts(Trials trials, Vector<T> parts, Function<Vector<T>, Plan> with) {
        this.trials = trials;
        this.left = parts;
        this.with = with;
    }

    /**
     * Leaves out what can be left out.
     *
     * @param with the plan with some of the parts
     */
    static <T> void reduce(Trials trials, Vector<T> parts, Function<Vector<T>, Plan> with) {
        new Parts<>(trials, parts, with).reduce();
    }

    private void reduce() {
        int chunk = left.size();
        while (!left.isEmpty() && !trials.usedUp()) {
            boolean less = leaveOut(Math.min(chunk, left.size()));
            if (chunk <= 1 + left.size() / trials.effort().parts() && !less) {
                return;
            }
            chunk = Math.max(1, chunk / 2);
        }
    }

    private boolean leaveOut(int chunk) {
        int before = left.size();
        int from = 0;
        while (from < left.size() && !trials.usedUp()) {
            Vector<T> candidate = left.take(from).appendAll(left.drop(from + chunk));
            if (trials.accept(with.apply(candidate))) {
                left = candidate;
            } else {
                from += chunk;
            }
        }
        return left.size() < before;
    }
}
