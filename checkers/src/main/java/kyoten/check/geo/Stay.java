package kyoten.check.geo;

import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;

/** What a client that stays at a site has seen and done with one key by gread and gwrite. */
final class Stay {
    /** Values that are live for all that the client knows. */
    final IntArrayList expected = new IntArrayList();

    private final IntHashSet gone = new IntHashSet();
    private int last = Rows.NONE;

    boolean knows() {
        return !expected.isEmpty() || !gone.isEmpty();
    }

    boolean isGone(int row) {
        return gone.contains(row);
    }

    /** The client's last acknowledged write, if it is of the same ordered stream as this one. */
    int lastPut(Rows rows, int row) {
        boolean ordered =
                last != Rows.NONE && rows.stream(last) == rows.stream(row) && Lives.isOrdered(rows.stream(row));
        return ordered ? last : Rows.NONE;
    }

    /** A write or delete of the client was acknowledged. */
    void changed(Rows rows, int row) {
        for (int shown : rows.shown[row]) {
            end(shown);
        }
        if (rows.kind[row].coversOwnSite()) {
            for (int i = expected.size() - 1; i >= 0; i--) {
                int other = expected.getInt(i);
                if (rows.site(other) == rows.site(row)) {
                    end(other);
                }
            }
        }
        if (rows.kind[row].puts()) {
            expected.addInt(row);
            last = row;
        }
    }

    /** A gread of the client was answered, and what it lacks is excused. */
    void saw(Rows rows, int gread) {
        for (int i = expected.size() - 1; i >= 0; i--) {
            if (!rows.shows(gread, expected.getInt(i))) {
                end(expected.getInt(i));
            }
        }
        for (int shown : rows.shown[gread]) {
            if (!expected.containsInt(shown)) {
                expected.addInt(shown);
            }
        }
    }

    private void end(int row) {
        gone.add(row);
        expected.removeInt(row);
    }
}
