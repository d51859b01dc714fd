package kyoten.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives equal things one small number each, in the order of their first appearance. The map is never iterated. */
final class Interned<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    int number(T thing) {
        Integer known = numbers.get(thing);
        if (known != null) {
            return known;
        }
        numbers.put(thing, things.size());
        things.add(thing);
        return things.size() - 1;
    }

    /** The number of a thing, or -1 for one that never appeared. */
    int find(T thing) {
        return numbers.getOrDefault(thing, -1);
    }

    T thing(int number) {
        return things.get(number);
    }

    int size() {
        return things.size();
    }
}
