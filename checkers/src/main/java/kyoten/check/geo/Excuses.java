package kyoten.check.geo;

import java.util.Arrays;
import java.util.function.IntConsumer;

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

    /** And up to which instant they are to be met, because something was met that may cover them. */
    private final int[] toMeetUpTo;

    private boolean sitesWait;
    private final int[] met;

    /** The search that asks for a row, and how many of those that the search asks for were not met. */
    private final int[] askedBy;

    private int unmet;

    /** Met rows whose contexts are yet to be looked at, from {@link #first} on. */
    private final int[] waiting;

    private final IntConsumer meet = this::meet;
    private int search;
    private int first;
    private int waits;
    private int deletesUpTo;
    private int oldest;

    /** The answer of the last gread whose context was met: it may stand for what any delete covers that began before. */
    private int latestContext;

    private int latest;
    private long steps;

    Excuses(Rows rows) {
        this.rows = rows;
        deletes = new Past(rows, rows.which(row -> rows.kind[row].deletes()));
        puts = Past.bySite(rows, rows.which(row -> rows.kind[row].puts()));
        metUpTo = new int[puts.length];
        toMeetUpTo = new int[puts.length];
        met = new int[rows.size];
        askedBy = new int[rows.size];
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
        if (unmet > 0) {
            deletes.each(0, latest, oldest, meet);
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
        while (unmet > 0 && deletesUpTo < latestContext) {
            int from = deletesUpTo;
            deletesUpTo = latestContext;
            deletes.each(from, deletesUpTo, oldest, meet);
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
        deletes.each(0, latest, oldest, meet);
        expandAll();
        return Arrays.stream(candidates).filter(row -> met[row] == search).toArray();
    }

    private void begin(int[] missing, int count, int until) {
        search++;
        first = 0;
        waits = 0;
        sitesWait = false;
        unmet = 0;
        latest = until;
        oldest = Rows.NEVER;
        for (int i = 0; i < count; i++) {
            oldest = Math.min(oldest, rows.invoke[missing[i]]);
            unmet += askedBy[missing[i]] == search ? 0 : 1;
            askedBy[missing[i]] = search;
        }
        deletesUpTo = 0;
        latestContext = 0;
        Arrays.fill(metUpTo, 0);
        Arrays.fill(toMeetUpTo, 0);
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
            unmet -= askedBy[row] == search ? 1 : 0;
            if (rows.end(row) > oldest) {
                expandLater(row);
            }
        }
    }

    private void expandLater(int row) {
        int site = rows.site(row);
        if (rows.token[row] != Rows.NONE) {
            waiting[waits++] = row;
        } else if (rows.kind[row].coversOwnSite() && rows.end(row) > toMeetUpTo[site]) {
            toMeetUpTo[site] = Math.min(latest, rows.end(row));
            sitesWait = true;
        }
    }

    /** Sites first: one write may cover much of its site. */
    private void expandAll() {
        while (unmet > 0 && (sitesWait || first < waits)) {
            if (sitesWait) {
                expandSites();
            } else {
                meetContext(waiting[first++]);
            }
        }
    }

    private void expandSites() {
        sitesWait = false;
        for (int site = 0; site < metUpTo.length; site++) {
            int from = metUpTo[site];
            int end = toMeetUpTo[site];
            if (from < end) {
                metUpTo[site] = end;
                puts[site].each(from, end, oldest, meet);
            }
        }
    }

    /** What a gread returned had taken effect when it was answered: if all that is asked for began later, none of it leads there. */
    private void meetContext(int row) {
        int token = rows.token[row];
        latestContext = Math.max(latestContext, rows.close[token]);
        if (rows.close[token] > oldest) {
            for (int shown : rows.shown[row]) {
                meet(shown);
            }
        }
    }
}
