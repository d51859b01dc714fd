package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kyoten.history.Value;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** A model's states and calls as small numbers, its steps remembered. */
final class Transitions<S> {
    /** No step. */
    static final int NONE = -1;

    private static final int UNKNOWN = -2;
    private static final int[] NOTHING = {};

    /** Of tables: a state's place in both, a step with its key, a list of what was taken. */
    private static final long STATE_BYTES = 64;

    private static final long STEP_BYTES = 16;
    private static final long TAKEN_BYTES = 40;

    private final Model<S> model;
    private final List<S> states = new ArrayList<>();
    private final Map<S, Integer> stateNumbers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Call, Integer> callNumbers = new HashMap<>();
    private final Long2LongHashMap steps = new Long2LongHashMap(UNKNOWN);
    private final Long2ObjectHashMap<int[]> taken = new Long2ObjectHashMap<>();
    private final @Nullable Foresight<S> foresight;
    private int[] callOfRow;

    /** What states take, and what steps take away of them. */
    private long bytes;

    private Transitions(Model<S> model, int rows, @Nullable Foresight<S> foresight) {
        this.model = model;
        this.foresight = foresight;
        this.callOfRow = new int[rows];
        state(model.initial());
    }

    /** Of a whole track. */
    static <S> Transitions<S> of(Track track, Model<S> model) {
        Foresight<S> foresight = model instanceof Parted<S> parted ? new Foresight<>(track, parted) : null;
        Transitions<S> transitions = new Transitions<>(model, track.size, foresight);
        for (int row = 0; row < track.size; row++) {
            transitions.enter(row, track.calls[row]);
        }
        return transitions;
    }

    /** Of a track whose rows come one by one, and of which nothing is known before. */
    static <S> Transitions<S> online(Model<S> model) {
        return new Transitions<>(model, 64, null);
    }

    /** A row has this call, from now on. */
    void enter(int row, Call call) {
        callOfRow = row < callOfRow.length ? callOfRow : Arrays.copyOf(callOfRow, 2 * row);
        callOfRow[row] = call(call);
    }

    /**
     * Forgets all states but these, which get the numbers from 0 in this order, and all calls but those of these rows.
     *
     * @param rows that are in use
     */
    void keepOnly(int[] used, int[] rows) {
        List<S> left = Arrays.stream(used).mapToObj(states::get).toList();
        List<Call> open =
                Arrays.stream(rows).mapToObj(row -> calls.get(callOfRow[row])).toList();
        states.clear();
        stateNumbers.clear();
        calls.clear();
        callNumbers.clear();
        steps.clear();
        taken.clear();
        bytes = 0;
        left.forEach(this::state);
        for (int i = 0; i < rows.length; i++) {
            enter(rows[i], open.get(i));
        }
    }

    /** A state as people read it. */
    String shown(int state) {
        return model.shown(states.get(state));
    }

    /** What the object answers to a row's call in each of the states that were met, where it has an answer. */
    List<Value> answers(int row) {
        Call call = calls.get(callOfRow[row]);
        return states.stream()
                .flatMap(state -> model.answer(state, call).toJavaStream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The number of a row's call; equal calls have one number. */
    int callOf(int row) {
        return callOfRow[row];
    }

    /** The first state has number 0. */
    private int state(S state) {
        Integer known = stateNumbers.get(state);
        if (known != null) {
            return known;
        }
        bytes += STATE_BYTES + model.bytes(state);
        stateNumbers.put(state, states.size());
        states.add(state);
        return states.size() - 1;
    }

    private int call(Call call) {
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

    boolean overwrites(int call) {
        return model.overwrites(calls.get(call));
    }

    boolean mayWait(int waiting, int other) {
        return model.mayWait(calls.get(waiting), calls.get(other));
    }

    boolean isBlind(int call) {
        return model.isBlind(calls.get(call));
    }

    /** What a step that was made takes away and nothing brings back; see {@link Foresight}. */
    int[] taken(int state, int call) {
        int[] gone = taken.get(((long) state << 32) | call);
        return gone == null ? NOTHING : gone;
    }

    /** What a row alone puts, or {@link #NONE}. */
    int put(int row) {
        return foresight == null ? NONE : foresight.put(row);
    }

    /** Whether an operation that is invoked after an instant shows what was taken away or put. */
    boolean isShownAfter(int part, int instant) {
        return foresight != null && foresight.isShownAfter(part, instant);
    }

    /** Whether a row shows it. */
    boolean shows(int row, int part) {
        return foresight != null && foresight.shows(row, part);
    }

    /** The state after a call, or {@link #NONE}. */
    int step(int state, int call) {
        long key = ((long) state << 32) | call;
        long known = steps.get(key);
        if (known == UNKNOWN) {
            Option<S> after = model.step(states.get(state), calls.get(call));
            known = after.isDefined() ? state(after.get()) : NONE;
            steps.put(key, known);
            if (known != NONE && foresight != null) {
                remember(key, foresight.taken(states.get(state), after.get()));
            }
        }
        return (int) known;
    }

    private void remember(long key, int[] gone) {
        if (gone.length > 0) {
            bytes += TAKEN_BYTES + 4L * gone.length;
            taken.put(key, gone);
        }
    }

    boolean mayLeadTo(int state, int observer, List<Call> open) {
        return model.mayLeadTo(states.get(state), calls.get(observer), open);
    }

    int size() {
        return states.size();
    }

    /** About how much memory all that is remembered takes. */
    long bytes() {
        return bytes + STEP_BYTES * steps.capacity();
    }
}
