package kyoten.check.proof;

import io.vavr.control.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Value;

/**
 * Replays what a verdict on linearizability rests on. Of a history that holds: every operation that counts stands in one of the orders,
 * once; none stands behind one that was invoked after its return; and each got the answer that the object then gives. Of a broken one:
 * no order of the witness does all that, which is tried while the witness is small.
 *
 * <p>That the session of an operation in doubt was closed is not asked here: it may stand anywhere behind its invocation.
 */
public final class Validator {
    /** Witnesses of more operations have too many orders. */
    public static final int MOST = 20;

    private final Machine machine;

    private Validator(Machine machine) {
        this.machine = machine;
    }

    /**
     * A validator of a model of {@code kyoten.check.catalogue}; none for models that are no sequential object.
     *
     * @param initial what registers hold at first; none for the model's own value
     */
    public static Option<Validator> of(String model, Option<Value> initial) {
        return Machine.of(model, initial).map(Validator::new);
    }

    /**
     * What speaks against the orders of the objects of a history that is said to hold.
     *
     * @param orders of each object, as indices of the history
     */
    public Option<String> objection(History history, List<int[]> orders) {
        boolean[] placed = new boolean[history.size()];
        for (int[] order : orders) {
            Option<String> wrong = replay(history, order, placed);
            if (wrong.isDefined()) {
                return wrong;
            }
        }
        return Option.ofOptional(IntStream.range(0, placed.length)
                .filter(op -> !placed[op] && machine.mustHappen(history.op(op)))
                .mapToObj(op -> history.op(op) + " stands in no order")
                .findFirst());
    }

    private Option<String> replay(History history, int[] order, boolean[] placed) {
        Object state = machine.initial();
        int latest = Integer.MIN_VALUE;
        boolean doubtful = IntStream.of(order).anyMatch(op -> !history.op(op).ok());
        for (int index : order) {
            Op op = history.op(index);
            if (placed[index] || !op.key().equals(history.op(order[0]).key())) {
                return Option.some(op + " stands in two places, or behind one of another key");
            }
            if (history.returnRank(index) < latest) {
                return Option.some(op + " stands behind an operation that was invoked after its return");
            }
            Option<Object> after = machine.step(state, op, doubtful);
            if (after.isEmpty()) {
                return Option.some(op + " stands where the object holds " + state);
            }
            placed[index] = true;
            latest = Math.max(latest, history.invokeRank(index));
            state = after.get();
        }
        return Option.none();
    }

    /** What speaks against a witness: that an order explains all of it, or that it does not name the failing operation. */
    public Option<String> objection(Verdict.Broken broken) {
        Witness witness = broken.witness();
        History history = witness.history();
        if (witness.lit().isEmpty()) {
            return Option.some("no operation is named");
        }
        int all = history.size();
        boolean doubtful =
                IntStream.range(0, all).anyMatch(op -> !history.op(op).ok());
        return all <= MOST && explained(history, machine.initial(), 0, doubtful, new HashSet<>())
                ? Option.some("an order explains the " + all + " operations of the witness")
                : Option.none();
    }

    private record Place(Object state, int done) {}

    /** Whether what is left can be put in some order. */
    private boolean explained(History history, Object state, int done, boolean doubtful, Set<Place> seen) {
        if (!seen.add(new Place(state, done))) {
            return false;
        }
        int[] left = IntStream.range(0, history.size())
                .filter(op -> (done & 1 << op) == 0)
                .toArray();
        if (IntStream.of(left).noneMatch(op -> machine.mustHappen(history.op(op)))) {
            return true;
        }
        return IntStream.of(left)
                .filter(op -> IntStream.of(left)
                        .noneMatch(other -> machine.mustHappen(history.op(other))
                                && history.op(other).precedes(history.op(op))))
                .anyMatch(op -> machine.step(state, history.op(op), doubtful)
                        .exists(after -> explained(history, after, done | 1 << op, doubtful, seen)));
    }
}
