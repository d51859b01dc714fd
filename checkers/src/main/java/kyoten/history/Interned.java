package kyoten.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives equal things one small number each, in the order of their first appearance. The map is never iterated. One thread at a time
 * may give numbers; who was told a number may ask for its thing at any time.
 */
final class Interned<T> {
    private final Map<T, Integer> numbers = new HashMap<>();

    /** What has a number stays in its place, also when the places are copied to more. */
    private volatile Object[] things = new Object[8];

    private int size;

    int number(T thing) {
        Integer known = numbers.get(thing);
        if (known != null) {
            return known;
        }
        if (size == things.length) {
            things = Arrays.copyOf(things, size + (size >> 1));
        }
        numbers.put(thing, size);
        things[size] = thing;
        return size++;
    }

    /** The number of a thing, or -1 for one that never appeared. */
    int find(T thing) {
        return numbers.getOrDefault(thing, -1);
    }

    @SuppressWarnings("unchecked") // Only things come into the places.
    T thing(int number) {
        return (T) things[number];
    }

    int size() {
        return size;
    }
}
