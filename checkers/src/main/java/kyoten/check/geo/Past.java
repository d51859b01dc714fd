package kyoten.check.geo;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Rows in the order of their invocation, of which those are found quickly that were open between two instants. */
final class Past {
    private final Rows rows;
    private final int[] definite;
    private final int[] openEnded;

    /** Per definite row: the latest end of it and all before it. */
    private final int[] latestEnd;

    Past(Rows rows, int[] some) {
        this.rows = rows;
        definite =
                Arrays.stream(some).filter(row -> rows.end(row) != Rows.NEVER).toArray();
        openEnded =
                Arrays.stream(some).filter(row -> rows.end(row) == Rows.NEVER).toArray();
        latestEnd = new int[definite.length];
        for (int i = 0; i < definite.length; i++) {
            latestEnd[i] = Math.max(rows.end(definite[i]), i == 0 ? 0 : latestEnd[i - 1]);
        }
    }

    /** Those that began between two instants, the first included, and may have been open after a third. */
    void each(int beganFrom, int beganBefore, int openAfter, IntConsumer take) {
        int first = began(definite, beganFrom);
        for (int i = began(definite, beganBefore) - 1; i >= first && latestEnd[i] > openAfter; i--) {
            if (rows.end(definite[i]) > openAfter) {
                take.accept(definite[i]);
            }
        }
        first = began(openEnded, beganFrom);
        for (int i = began(openEnded, beganBefore) - 1; i >= first; i--) {
            take.accept(openEnded[i]);
        }
    }

    /** The latest end of those that began before an instant, or 0. */
    int latestEnd(int beganBefore) {
        if (began(openEnded, beganBefore) > 0) {
            return Rows.NEVER;
        }
        int count = began(definite, beganBefore);
        return count == 0 ? 0 : latestEnd[count - 1];
    }

    private int began(int[] some, int instant) {
        int from = 0;
        int to = some.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (rows.invoke[some[middle]] < instant) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
