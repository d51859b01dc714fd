package kyoten.check.geo;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * From when on a value may go because something arrived: at the earliest, when the first update began that may cover it, by itself or
 * in turn, and that is no operation of the site's own clients which the search knows.
 */
final class Comings {
    private final Rows rows;
    private final int[] mayGoFrom;
    private final int[] waiting;
    private final int[] putsUpTo;

    /** Per site: the write that alone has been looked at by itself only, or {@link Rows#NONE}. */
    private final int[] uncovered;

    private int waits;
    private int deletesUpTo;

    /**
     * @param arrives the updates that may arrive
     */
    Comings(Rows rows, IntPredicate arrives) {
        this.rows = rows;
        mayGoFrom = new int[rows.size];
        Arrays.fill(mayGoFrom, Rows.NEVER);
        waiting = new int[rows.size];
        putsUpTo = new int[rows.lives().sites()];
        uncovered = new int[putsUpTo.length];
        Arrays.fill(uncovered, Rows.NONE);
        boolean[] expanded = new boolean[rows.size];
        for (int row = 0; row < rows.size; row++) {
            if (!rows.kind[row].reads() && arrives.test(row)) {
                follow(row, expanded);
            }
        }
    }

    /** The instant from which on a write may be covered by what arrived, or {@link Rows#NEVER}. */
    int mayGoFrom(int row) {
        return mayGoFrom[row];
    }

    /** All that an arrival may cover; what an earlier one reached, with all that this covers, needs no second look. */
    private void follow(int arrival, boolean[] expanded) {
        int from = rows.invoke[arrival];
        push(arrival, expanded);
        while (waits > 0) {
            int row = waiting[--waits];
            for (int shown : rows.shown[row]) {
                reach(shown, from, expanded);
            }
            int end = rows.end(row);
            if (rows.kind[row].coversOwnSite()) {
                coverOwnSite(row, from, expanded);
            }
            int token = rows.token[row];
            if (token != Rows.NONE && deletesUpTo < rows.close[token]) {
                eachDelete(deletesUpTo, rows.close[token], expanded);
                deletesUpTo = rows.close[token];
            }
        }
    }

    private void coverOwnSite(int covering, int from, boolean[] expanded) {
        int site = rows.site(covering);
        int end = rows.end(covering);
        if (uncovered[site] != Rows.NONE && uncovered[site] != covering && rows.invoke[uncovered[site]] < end) {
            reach(uncovered[site], from, expanded);
            uncovered[site] = Rows.NONE;
        }
        for (int row = rows.firstAfter(putsUpTo[site]); row < rows.size && rows.invoke[row] < end; row++) {
            if (row == covering) {
                uncovered[site] = rows.kind[row].puts() ? row : uncovered[site];
            } else if (rows.kind[row].puts() && rows.site(row) == site) {
                reach(row, from, expanded);
            }
        }
        putsUpTo[site] = Math.max(putsUpTo[site], end);
    }

    private void eachDelete(int from, int before, boolean[] expanded) {
        for (int row = rows.firstAfter(from); row < rows.size && rows.invoke[row] < before; row++) {
            if (rows.kind[row].deletes()) {
                push(row, expanded);
            }
        }
    }

    private void reach(int row, int from, boolean[] expanded) {
        mayGoFrom[row] = Math.min(mayGoFrom[row], from);
        push(row, expanded);
    }

    private void push(int row, boolean[] expanded) {
        if (!expanded[row]) {
            expanded[row] = true;
            waiting[waits++] = row;
        }
    }
}
