package kyoten.check.geo;

import java.util.Arrays;

/**
 * What may have replaced what, at the most. A write or delete of a site may cover every write of that site that began before it
 * ended. A gwrite or gdelete may cover what the gread of its context had returned, and what that may cover in turn; what else its
 * context stands for was dead at that gread, so that a delete accounts for it, or something that the gread returned.
 *
 * <p>A write that began after another one's end is not covered by it. That is what keeps a search short: it looks no further back
 * than the oldest value that is asked for.
 */
final class Excuses {
    private final Rows rows;
    private final Past[] puts;
    private final Past deletes;

    /** Up to which instant the writes of each site were met, in the search of this number. */
    private final int[] metUpTo;

    private final int[] met;
    private final int[] waiting;
    private int search;
    private int waits;
    private int deletesUpTo;
    private int oldest;

    /** The answer of the last gread whose context was met: it may stand for what any delete covers that began before. */
    private int latestContext;

    private int latest;
    private long steps;

    Excuses(Rows rows) {
        this.rows = rows;
        int[] all = new int[rows.size];
        Arrays.setAll(all, row -> row);
        deletes = new Past(
                rows, Arrays.stream(all).filter(row -> rows.kind[row].deletes()).toArray());
        puts = new Past[rows.lives().sites()];
        for (int site = 0; site < puts.length; site++) {
            int here = site;
            puts[site] = new Past(
                    rows,
                    Arrays.stream(all)
                            .filter(row -> rows.kind[row].puts() && rows.site(row) == here)
                            .toArray());
        }
        metUpTo = new int[puts.length];
        met = new int[rows.size];
        waiting = new int[rows.size];
    }

    /** How many steps all searches took. */
    long steps() {
        return steps;
    }

    /**
     * The first of some writes that neither what a gread showed nor any delete that began before its answer can have replaced, or
     * {@link Rows#NONE}.
     *
     * @param missing writes that it did not show
     */
    int firstWithout(int gread, int[] missing, int count) {
        begin(missing, count, rows.close[gread]);
        for (int shown : rows.shown[gread]) {
            meet(shown);
        }
        expandAll();
        if (firstUnmet(missing, count) != Rows.NONE) {
            deletes.each(0, latest, oldest, this::meet);
            expandAll();
        }
        return firstUnmet(missing, count);
    }

    /** Whether some of these may have replaced a write, by themselves or in turn, or by what their contexts stand for. */
    boolean mayCover(int[] writes, int write) {
        begin(new int[] {write}, 1, Rows.NEVER);
        for (int one : writes) {
            meet(one);
        }
        expandAll();
        while (deletesUpTo < latestContext) {
            int from = deletesUpTo;
            deletesUpTo = latestContext;
            deletes.each(from, deletesUpTo, oldest, this::meet);
            expandAll();
        }
        return met[write] == search;
    }

    /** Those of some writes and deletes that an answer and the deletes that began before it may stand for. */
    int[] behind(int gread, int[] candidates) {
        begin(candidates, candidates.length, rows.close[gread]);
        for (int shown : rows.shown[gread]) {
            meet(shown);
        }
        deletes.each(0, latest, oldest, this::meet);
        expandAll();
        return Arrays.stream(candidates).filter(row -> met[row] == search).toArray();
    }

    private void begin(int[] missing, int count, int until) {
        search++;
        waits = 0;
        latest = until;
        oldest = Rows.NEVER;
        for (int i = 0; i < count; i++) {
            oldest = Math.min(oldest, rows.invoke[missing[i]]);
        }
        deletesUpTo = 0;
        latestContext = 0;
        Arrays.fill(metUpTo, 0);
    }

    private int firstUnmet(int[] missing, int count) {
        for (int i = 0; i < count; i++) {
            if (met[missing[i]] != search) {
                return missing[i];
            }
        }
        return Rows.NONE;
    }

    private void meet(int row) {
        steps++;
        if (met[row] != search && rows.invoke[row] < latest) {
            met[row] = search;
            if (rows.end(row) > oldest) {
                waiting[waits++] = row;
            }
        }
    }

    private void expandAll() {
        while (waits > 0) {
            int row = waiting[--waits];
            latestContext =
                    rows.token[row] == Rows.NONE ? latestContext : Math.max(latestContext, rows.close[rows.token[row]]);
            for (int shown : rows.shown[row]) {
                meet(shown);
            }
            int site = rows.site(row);
            int end = Math.min(latest, rows.end(row));
            if (rows.kind[row].coversOwnSite() && metUpTo[site] < end) {
                int from = metUpTo[site];
                metUpTo[site] = end;
                puts[site].each(from, end, oldest, this::meet);
            }
        }
    }
}
