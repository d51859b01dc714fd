package kyoten.check.linear;

import java.util.Arrays;
import kyoten.check.Limits;

/**
 * Finds few rows of a broken track that are broken on their own, by removals that never break what holds: first all that was
 * invoked after the return without explanation, then chunks of halving size, again and again until no single row can go.
 */
final class Shrink {
    private final Subject subject;
    private final Limits limits;

    Shrink(Subject subject, Limits limits) {
        this.subject = subject;
        this.limits = limits;
    }

    /** The rows of the smallest broken part found; limits make it larger, never wrong. */
    int[] smallest(Track track, int stuck) {
        int[] rows = recent(track, prefix(track, stuck), stuck);
        for (int chunk = Math.max(1, rows.length / 2); chunk >= 1; ) {
            int[] fewer = pass(track, rows, chunk);
            boolean shrank = fewer.length < rows.length;
            rows = fewer;
            chunk = chunk > 1 ? Math.min(chunk / 2, Math.max(1, rows.length / 2)) : shrank ? 1 : 0;
        }
        return rows;
    }

    private int[] prefix(Track track, int stuck) {
        boolean[] kept = new boolean[track.size];
        for (int row = 0; row < track.size; row++) {
            kept[row] = track.invoke[row] < track.close[stuck];
        }
        for (int row = 0; row < track.size; row++) {
            kept[row] &= row == stuck || track.close[row] <= track.close[stuck] || !observes(track, row);
        }
        int[] rows = closed(track, kept);
        return broken(track, rows) ? rows : all(track);
    }

    private static boolean observes(Track track, int row) {
        return track.kind[row] == Track.Kind.READ || track.kind[row] == Track.Kind.OTHER;
    }

    private static int[] all(Track track) {
        int[] rows = new int[track.size];
        Arrays.setAll(rows, row -> row);
        return rows;
    }

    /** The shortest stretch before the end, of doubling length, that is broken with what it observed. */
    private int[] recent(Track track, int[] rows, int stuck) {
        for (int length = 8; length < rows.length; length *= 2) {
            boolean[] kept = new boolean[track.size];
            kept[stuck] = true;
            for (int i = rows.length - length; i < rows.length; i++) {
                kept[rows[i]] = true;
            }
            int[] part = closed(track, kept);
            if (part.length < rows.length && broken(track, part)) {
                return part;
            }
        }
        return rows;
    }

    private int[] pass(Track track, int[] from, int chunk) {
        int[] rows = from;
        for (int end = rows.length; end > 0; end -= chunk) {
            boolean[] kept = new boolean[track.size];
            for (int i = 0; i < rows.length; i++) {
                kept[rows[i]] = i < end - chunk || i >= end;
            }
            int[] fewer = closed(track, kept);
            if (fewer.length < rows.length && broken(track, fewer)) {
                end = Math.min(end, fewer.length + chunk);
                rows = fewer;
            }
        }
        return rows;
    }

    private int[] closed(Track track, boolean[] kept) {
        subject.closeOver(track, kept);
        int count = 0;
        int[] rows = new int[track.size];
        for (int row = 0; row < track.size; row++) {
            if (kept[row]) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private boolean broken(Track track, int[] rows) {
        return subject.search(track.select(rows), limits, false) instanceof Outcome.Stuck;
    }
}
