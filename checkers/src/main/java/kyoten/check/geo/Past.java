package kyoten.check.geo;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Rows in the order of their invocation, of which those are found quickly that were open between two instants. */
final class Past {
    private final int[] definite;
    private final int[] openEnded;

    /** When those began and, of the definite ones, ended; and the latest end of each and all before it. */
    private final int[] began;

    private final int[] openBegan;
    private final int[] end;
    private final int[] latestEnd;

    Past(Rows rows, int[] some) {
        definite = which(rows, some, false);
        openEnded = which(rows, some, true);
        began = Arrays.stream(definite).map(row -> rows.invoke[row]).toArray();
        openBegan = Arrays.stream(openEnded).map(row -> rows.invoke[row]).toArray();
        end = Arrays.stream(definite).map(rows::end).toArray();
        latestEnd = end.clone();
        for (int i = 1; i < end.length; i++) {
            latestEnd[i] = Math.max(latestEnd[i - 1], end[i]);
        }
    }

    /** Those of each site. */
    static Past[] bySite(Rows rows, int[] some) {
        int[] counts = new int[rows.lives().sites()];
        for (int row : some) {
            counts[rows.site(row)]++;
        }
        int[][] ofSite = new int[counts.length][];
        Arrays.setAll(ofSite, site -> new int[counts[site]]);
        for (int i = some.length - 1; i >= 0; i--) {
            int site = rows.site(some[i]);
            ofSite[site][--counts[site]] = some[i];
        }
        return Arrays.stream(ofSite).map(own -> new Past(rows, own)).toArray(Past[]::new);
    }

    private static int[] which(Rows rows, int[] some, boolean open) {
        return Arrays.stream(some)
                .filter(row -> (rows.end(row) == Rows.NEVER) == open)
                .toArray();
    }

    /** Those that began between two instants, the first included, and may have been open after a third. */
    void each(int beganFrom, int beganBefore, int openAfter, IntConsumer take) {
        int first = countBefore(beganFrom, began);
        for (int i = countBefore(beganBefore, began) - 1; i >= first && latestEnd[i] > openAfter; i--) {
            if (end[i] > openAfter) {
                take.accept(definite[i]);
            }
        }
        for (int i = countBefore(beganBefore, openBegan) - 1; i >= 0 && openBegan[i] >= beganFrom; i--) {
            take.accept(openEnded[i]);
        }
    }

    /** The latest end of those that began before an instant, or 0. */
    int latestEnd(int beganBefore) {
        if (countBefore(beganBefore, openBegan) > 0) {
            return Rows.NEVER;
        }
        int count = countBefore(beganBefore, began);
        return count == 0 ? 0 : latestEnd[count - 1];
    }

    private static int countBefore(int instant, int[] instants) {
        int from = 0;
        int to = instant == 0 ? 0 : instants.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (instants[middle] < instant) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
