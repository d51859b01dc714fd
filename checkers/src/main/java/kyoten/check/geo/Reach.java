package kyoten.check.geo;

import java.util.Arrays;

/**
 * A set of writes and deletes of one key: of each stream all that had surely taken effect before an instant, and some more by name.
 * Immutable. Sets that grow with a site's knowledge stay as small as the number of streams, however many writes they hold.
 */
final class Reach {
    private static final int[] NOBODY = {};

    private final int[] before;
    private final int[] rows;

    private Reach(int[] before, int[] rows) {
        this.before = before;
        this.rows = rows;
    }

    static Reach nothing(int streams) {
        return new Reach(new int[streams], NOBODY);
    }

    /** With all of these streams that took effect before an instant. */
    Reach withBefore(int fromStream, int toStream, int instant, Rows of) {
        int[] more = before.clone();
        for (int stream = fromStream; stream <= toStream; stream++) {
            more[stream] = Math.max(more[stream], instant);
        }
        return new Reach(more, needed(rows, more, of));
    }

    Reach with(int row, Rows of) {
        return holds(row, of) ? this : new Reach(before, merged(rows, new int[] {row}, before, of));
    }

    /** Both together. */
    Reach and(Reach other, Rows of) {
        if (other == this || other.isWithin(this, of)) {
            return this;
        }
        if (isWithin(other, of)) {
            return other;
        }
        int[] later = new int[before.length];
        for (int stream = 0; stream < later.length; stream++) {
            later[stream] = Math.max(before[stream], other.before[stream]);
        }
        return new Reach(later, merged(rows, other.rows, later, of));
    }

    /** Whether the other holds all of this by the same instants or later ones; may say no wrongly. */
    private boolean isWithin(Reach other, Rows of) {
        for (int stream = 0; stream < before.length; stream++) {
            if (before[stream] > other.before[stream]) {
                return false;
            }
        }
        for (int row : rows) {
            if (!other.holds(row, of)) {
                return false;
            }
        }
        return true;
    }

    boolean holds(int row, Rows of) {
        return of.effect(row) < before[of.stream(row)] || isNamed(row);
    }

    private boolean isNamed(int row) {
        return rows.length > 0 && Arrays.binarySearch(rows, row) >= 0;
    }

    /** Of a stream it holds what took effect before this instant. */
    int before(int stream) {
        return before[stream];
    }

    boolean isEmpty() {
        return rows.length == 0 && Arrays.stream(before).allMatch(instant -> instant == 0);
    }

    /** Those that the instants do not account for. */
    private static int[] needed(int[] rows, int[] before, Rows of) {
        int[] fewer = rows;
        int count = 0;
        for (int row : rows) {
            if (of.effect(row) >= before[of.stream(row)]) {
                if (fewer[count] != row) {
                    fewer = fewer == rows ? rows.clone() : fewer;
                    fewer[count] = row;
                }
                count++;
            }
        }
        return count == rows.length ? rows : Arrays.copyOf(fewer, count);
    }

    /** Those of both, which are in order each, that the instants do not account for. */
    private static int[] merged(int[] one, int[] other, int[] before, Rows of) {
        int[] both = new int[one.length + other.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < one.length || j < other.length) {
            boolean first = j == other.length || i < one.length && one[i] <= other[j];
            int row = first ? one[i++] : other[j++];
            j += first && j < other.length && other[j] == row ? 1 : 0;
            if (of.effect(row) >= before[of.stream(row)]) {
                both[count++] = row;
            }
        }
        return count == both.length ? both : Arrays.copyOf(both, count);
    }
}
