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
        return holds(row, of) ? this : new Reach(before, merged(rows, new int[] {row}));
    }

    /** Both together. */
    Reach and(Reach other, Rows of) {
        if (other == this || other.isWithin(this)) {
            return this;
        }
        if (isWithin(other)) {
            return other;
        }
        int[] later = new int[before.length];
        for (int stream = 0; stream < later.length; stream++) {
            later[stream] = Math.max(before[stream], other.before[stream]);
        }
        return new Reach(later, needed(merged(rows, other.rows), later, of));
    }

    /** Whether the other surely holds all of this; may say no wrongly. */
    private boolean isWithin(Reach other) {
        for (int stream = 0; stream < before.length; stream++) {
            if (before[stream] > other.before[stream]) {
                return false;
            }
        }
        return rows.length == 0 || Arrays.equals(rows, other.rows);
    }

    boolean holds(int row, Rows of) {
        return of.effect(row) < before[of.stream(row)] || Arrays.binarySearch(rows, row) >= 0;
    }

    /** Of a stream it holds what took effect before this instant. */
    int before(int stream) {
        return before[stream];
    }

    boolean isEmpty() {
        return rows.length == 0 && Arrays.stream(before).allMatch(instant -> instant == 0);
    }

    private static int[] needed(int[] rows, int[] before, Rows of) {
        int count = 0;
        for (int row : rows) {
            count += of.effect(row) < before[of.stream(row)] ? 0 : 1;
        }
        if (count == rows.length) {
            return rows;
        }
        int[] fewer = new int[count];
        int next = 0;
        for (int row : rows) {
            if (of.effect(row) >= before[of.stream(row)]) {
                fewer[next++] = row;
            }
        }
        return fewer;
    }

    private static int[] merged(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        Arrays.sort(both);
        int count = 0;
        for (int i = 0; i < both.length; i++) {
            if (i == 0 || both[i] != both[i - 1]) {
                both[count++] = both[i];
            }
        }
        return Arrays.copyOf(both, count);
    }
}
