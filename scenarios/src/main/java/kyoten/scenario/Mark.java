package kyoten.scenario;

import io.vavr.control.Option;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;

/**
 * The moments at which a nemesis strikes: after marks that nodes note.
 *
 * @param name the mark, as in {@link kyoten.node.Effect.Note}
 * @param by whose marks count; none for any node's
 * @param strikes how many faults there are in a run
 * @param among how many occurrences there are from one fault to the next; few are likelier than many
 * @param after how long after the mark the fault strikes, in nanoseconds
 */
public record Mark(String name, Option<Target> by, Range strikes, Range among, Range after) {

    /** The very moment of a mark, once to four times in a run, by any node. */
    public static Mark of(String name, Range among) {
        return new Mark(name, Option.none(), Range.between(1, 4), among, Range.exactly(0));
    }

    /** This mark when that node notes it. */
    public Mark by(Target whose) {
        return new Mark(name, Option.of(whose), strikes, among, after);
    }

    /** As many faults in a run. */
    public Mark strikes(long low, long high) {
        return new Mark(name, by, Range.between(low, high), among, after);
    }

    /** That long after the mark, in nanoseconds. */
    public Mark after(Range delay) {
        return new Mark(name, by, strikes, among, delay);
    }
}
