package kyoten.check.linear;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import kyoten.check.Limits;
import kyoten.history.History;
import kyoten.history.Value;

/** Looks for an order of what happened to the siblings of one key at one site, arrivals from elsewhere included. */
public final class SiblingSearch {
    private static final ModelSubject<List<Value>> OPERATIONS =
            new ModelSubject<>(new MultiValue(), new MultiValue.Carrying());

    private final Set<Value> foreign;

    /**
     * @param foreign the values that other sites write, which a write or delete leaves
     */
    public SiblingSearch(Set<Value> foreign) {
        this.foreign = foreign;
    }

    /**
     * Something that happens to the siblings, in one instant of a window.
     *
     * @param optional whether it need not happen
     */
    public record Step(Call call, int from, int until, boolean optional) {}

    /** An operation of the site's own client; its outcome counts only if asked for. */
    public static Call own(History history, int op, boolean withOutcome) {
        Call call = OPERATIONS.call(history, op);
        return withOutcome ? call : new Call(call.f(), call.input(), call.output(), call.known(), "");
    }

    /** A value comes to be there, and takes nothing away. */
    public static Call arrival(Value value) {
        return new Call("gwrite", Value.list(value, Value.list()), Value.NIL, true, "");
    }

    /** A value goes, if it is there. */
    public static Call removal(Value value) {
        return new Call("gdelete", Value.list(Value.NIL, Value.list(value)), Value.NIL, true, "");
    }

    /** How a search ended. */
    public sealed interface Result {
        /** There is an order. */
        record Ordered() implements Result {}

        /** There is none that gets beyond the end of this step. */
        record Stuck(int step) implements Result {}

        /** A limit came first. */
        record GaveUp(String limit) implements Result {}
    }

    public Result search(List<Step> steps, Limits limits) {
        Integer[] order = new Integer[steps.size()];
        java.util.Arrays.setAll(order, i -> i);
        java.util.Arrays.sort(order, Comparator.comparingInt(i -> steps.get(i).from()));
        Track track = new Track(steps.size());
        track.calls = new Call[track.size];
        for (int row = 0; row < track.size; row++) {
            Step step = steps.get(order[row]);
            track.op[row] = order[row];
            track.calls[row] = step.call();
            track.invoke[row] = step.from();
            track.close[row] = step.until();
            track.optional[row] = step.optional();
        }
        Outcome outcome = StateSearch.widening(track, new MultiValue(foreign), limits, false);
        if (outcome instanceof Outcome.Stuck stuck) {
            return new Result.Stuck(track.op[stuck.row()]);
        }
        return outcome instanceof Outcome.GaveUp gaveUp ? new Result.GaveUp(gaveUp.limit()) : new Result.Ordered();
    }
}
