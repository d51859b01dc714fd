package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;

/** A model's states and calls as small numbers, its steps remembered. */
final class Transitions<S> {
    /** No step. */
    static final int NONE = -1;

    private static final int UNKNOWN = -2;

    private final Model<S> model;
    private final List<S> states = new ArrayList<>();
    private final Map<S, Integer> stateNumbers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Call, Integer> callNumbers = new HashMap<>();
    private final Long2LongHashMap steps = new Long2LongHashMap(UNKNOWN);

    Transitions(Model<S> model) {
        this.model = model;
        state(model.initial());
    }

    /** The first state has number 0. */
    private int state(S state) {
        Integer known = stateNumbers.get(state);
        if (known != null) {
            return known;
        }
        stateNumbers.put(state, states.size());
        states.add(state);
        return states.size() - 1;
    }

    int call(Call call) {
        Integer known = callNumbers.get(call);
        if (known != null) {
            return known;
        }
        callNumbers.put(call, calls.size());
        calls.add(call);
        return calls.size() - 1;
    }

    boolean observes(int call) {
        return model.observes(calls.get(call));
    }

    /** The state after a call, or {@link #NONE}. */
    int step(int state, int call) {
        long key = ((long) state << 32) | call;
        long known = steps.get(key);
        if (known == UNKNOWN) {
            Option<S> after = model.step(states.get(state), calls.get(call));
            known = after.isDefined() ? state(after.get()) : NONE;
            steps.put(key, known);
        }
        return (int) known;
    }

    boolean mayLeadTo(int state, int observer, List<Call> open) {
        return model.mayLeadTo(states.get(state), calls.get(observer), open);
    }

    int size() {
        return states.size();
    }
}
