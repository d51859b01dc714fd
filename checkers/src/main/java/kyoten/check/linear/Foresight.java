package kyoten.check.linear;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kyoten.history.Value;

/**
 * Knows from the whole track what must not be taken away yet: a value that a single call puts never comes back, so that whoever
 * shows it must have had his turn before. Without this a search finds out when he returns, long after, in many stances.
 *
 * @param <S> the state
 */
final class Foresight<S> {
    private static final int[] NOTHING = {};

    private final Parted<S> model;
    private final Map<Value, Integer> numbers = new HashMap<>();
    private final int[][] shownByRow;
    private final int[] putByRow;
    private int[] lastInvoke = new int[64];

    Foresight(Track track, Parted<S> model) {
        this.model = model;
        this.shownByRow = new int[track.size][];
        this.putByRow = new int[track.size];
        Set<Value> once = putOnce(track, model);
        model.parts(model.initial()).forEach(once::remove);
        for (int row = 0; row < track.size; row++) {
            Call call = track.calls[row];
            putByRow[row] = number(model.puts(call).getOrElse(Value.NIL), once);
            shownByRow[row] = model.observes(call) ? shown(model.shows(call), once, track.invoke[row]) : NOTHING;
        }
    }

    private static <S> Set<Value> putOnce(Track track, Parted<S> model) {
        Set<Value> once = new HashSet<>();
        Set<Value> more = new HashSet<>();
        for (Call call : track.calls) {
            model.puts(call).filter(value -> !once.add(value)).forEach(more::add);
        }
        once.removeAll(more);
        return once;
    }

    private int number(Value value, Set<Value> once) {
        if (!once.contains(value)) {
            return -1;
        }
        int number = numbers.computeIfAbsent(value, one -> numbers.size());
        if (number >= lastInvoke.length) {
            lastInvoke = Arrays.copyOf(lastInvoke, 2 * number);
        }
        return number;
    }

    private int[] shown(List<Value> values, Set<Value> once, int invoke) {
        int[] shown = values.stream()
                .mapToInt(value -> number(value, once))
                .filter(number -> number >= 0)
                .toArray();
        for (int number : shown) {
            lastInvoke[number] = Math.max(lastInvoke[number], invoke);
        }
        return shown;
    }

    /** What a step takes away of that which was put once. */
    int[] taken(S before, S after) {
        List<Value> left = model.parts(after);
        return model.parts(before).stream()
                .filter(value -> !left.contains(value))
                .mapToInt(value -> numbers.getOrDefault(value, -1))
                .filter(number -> number >= 0)
                .toArray();
    }

    /** What a row puts, if nothing else does, or -1. */
    int put(int row) {
        return putByRow[row];
    }

    /** Whether an operation that is invoked after an instant shows this. */
    boolean isShownAfter(int number, int instant) {
        return lastInvoke[number] > instant;
    }

    boolean shows(int row, int number) {
        for (int shown : shownByRow[row]) {
            if (shown == number) {
                return true;
            }
        }
        return false;
    }
}
