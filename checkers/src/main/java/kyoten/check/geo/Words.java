package kyoten.check.geo;

import kyoten.history.Value;

/** What is wrong with a gread, in sentences. */
final class Words {
    private Words() {}

    private static String shows(Rows rows, int gread, String what) {
        return rows.op(gread) + " at site " + rows.siteName(gread) + " shows " + what;
    }

    static String invented(Rows rows, int gread) {
        java.util.TreeSet<Value> before = new java.util.TreeSet<>();
        for (Value value : rows.values(gread)) {
            if (!before.add(value) && !mayComeTwice(rows, gread, value)) {
                return shows(rows, gread, value + " twice");
            }
        }
        for (int write : rows.shown[gread]) {
            before.remove(rows.value(write));
        }
        return shows(
                rows,
                gread,
                before.first() + ", which nothing had written that did not fail and began before its answer");
    }

    private static boolean mayComeTwice(Rows rows, int gread, Value value) {
        for (int write : rows.shown[gread]) {
            if (rows.value(write).equals(value)) {
                return rows.mayComeTwice(write);
            }
        }
        return false;
    }

    static String beside(Rows rows, int gread, int shown, int replacing) {
        return shows(
                rows,
                gread,
                rows.value(shown) + " beside " + rows.value(replacing) + ", which replaces it: " + rows.op(replacing)
                        + why(rows, shown, replacing));
    }

    private static String why(Rows rows, int covered, int covering) {
        int token = rows.token[covering];
        if (token != Rows.NONE) {
            return " carried the context of " + rows.op(token)
                    + (rows.shows(token, covered) ? "" : ", whose site knew of " + rows.value(covered));
        }
        return " began at site " + rows.siteName(covering) + " when " + rows.op(covered) + " had taken effect there";
    }

    static String replaced(Rows rows, int gread, int shown) {
        return shows(
                rows,
                gread,
                rows.value(shown) + ", though site " + rows.siteName(gread)
                        + " knew before it began of something that replaces it");
    }

    static String gone(Rows rows, int gread, int shown) {
        return shows(
                rows,
                gread,
                rows.value(shown) + ", which site " + rows.siteName(gread)
                        + " had known and no longer shown before it began");
    }

    static String lost(Rows rows, int gread, int lost) {
        return shows(
                rows,
                gread,
                "no " + rows.value(lost) + " of " + rows.op(lost)
                        + ", of which its site must know, and nothing that it shows and no delete can have replaced it");
    }
}
