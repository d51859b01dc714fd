package kyoten.scenario.diff;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * Where two runs part.
 *
 * @param common how many events they have in common before
 * @param before the last of those, as the first run tells them
 * @param one the rest of the first run
 * @param other the rest of the second run
 */
public record Parting(long common, Vector<Told> before, Rest one, Rest other) {

    /**
     * How one of the runs goes on.
     *
     * @param first the event that differs; none if the run has ended
     * @param after some events that follow it
     * @param causes what brought the first event about, from the nearest cause back
     */
    public record Rest(Option<Told> first, Vector<Told> after, Vector<Told> causes) {

        /** For each cause what was done in it that brought the event after it about, as far as that can be told. */
        public Vector<String> links() {
            return causes.zipWithIndex((cause, i) -> cause.thatLedTo(i == 0 ? first.get() : causes.get(i - 1)));
        }
    }

    /** Whether the same happens to the same node, which does something else then. */
    public boolean sameEvent() {
        return one.first.isDefined()
                && other.first.isDefined()
                && one.first
                        .get()
                        .lines()
                        .get(0)
                        .equals(other.first.get().lines().get(0));
    }
}
