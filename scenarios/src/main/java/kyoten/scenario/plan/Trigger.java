package kyoten.scenario.plan;

import io.vavr.control.Option;

/** When a fault strikes. */
public sealed interface Trigger {

    /**
     * At a time.
     *
     * @param nanos since the run's beginning
     */
    record At(long nanos) implements Trigger {}

    /**
     * When a node notes a mark.
     *
     * @param mark the mark, as in {@link kyoten.node.Effect.Note}
     * @param by whose mark; none for any node's
     * @param sinceNanos from when on it counts, since the run's beginning; 0 from the first boot on
     * @param times which occurrence of it since then, counted from 1
     * @param afterNanos how long after it; 0 for the very moment, in the midst of the step's effects
     */
    record OnMark(String mark, Option<Target> by, long sinceNanos, int times, long afterNanos) implements Trigger {
        public OnMark {
            if (times < 1 || afterNanos < 0 || sinceNanos < 0) {
                throw new IllegalArgumentException("a mark is counted from 1 and struck after it: " + times);
            }
        }

        /** An occurrence since the run's beginning. */
        public OnMark(String mark, Option<Target> by, int times, long afterNanos) {
            this(mark, by, 0, times, afterNanos);
        }
    }
}
