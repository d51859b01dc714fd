package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a configuration has put in order, the latest first. An operation is placed at an instant (the rank of an
 * event) and, within it, in a chain; within a chain, operations stand in the order in which they were added.
 *
 * @param row of the track
 * @param place {@code instant << 16 | chain}, or any other number by which a search orders
 * @param before what was placed earlier, or null
 */
record Trail(int row, long place, @Nullable Trail before) {
    /** The chain of what really changed the state at an instant; hidden chains of the same instant come before it. */
    static final int VISIBLE = 0xFFFF;

    static long place(int instant, int chain) {
        return ((long) instant << 16) | chain;
    }

    /** Rows in their final order. */
    static int[] inOrder(@Nullable Trail last) {
        List<Trail> all = new ArrayList<>();
        for (Trail trail = last; trail != null; trail = trail.before) {
            all.add(trail);
        }
        java.util.Collections.reverse(all);
        all.sort(Comparator.comparingLong(Trail::place));
        return all.stream().mapToInt(Trail::row).toArray();
    }
}
