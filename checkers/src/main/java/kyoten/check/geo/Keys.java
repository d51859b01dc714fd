package kyoten.check.geo;

import java.util.Arrays;
import kyoten.check.linear.Closes;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Mark;
import kyoten.history.Remarks;
import kyoten.history.Type;

/** A history, key by key. */
final class Keys {
    private final History history;
    private final Closes closes;
    private final Lives lives;
    private final Kind[] kinds;
    private final int[][] ops;
    private final int[] placeOfOp;
    private final long[] settled;

    /**
     * @throws MalformedHistoryException if it has operations that no store of many sites has
     */
    Keys(History history) {
        this.history = history;
        closes = new Closes(history);
        lives = new Lives(history);
        kinds = new Kind[history.fCount()];
        placeOfOp = new int[history.size()];
        settled = history.marks().stream()
                .filter(mark -> mark instanceof Mark.Settled)
                .mapToLong(Mark::time)
                .toArray();
        int[] counts = new int[history.keyCount()];
        for (int op = 0; op < history.size(); op++) {
            counts[history.keyId(op)] += counts(op) ? 1 : 0;
        }
        ops = new int[counts.length][];
        Arrays.setAll(ops, key -> new int[counts[key]]);
        Arrays.fill(counts, 0);
        for (int op = 0; op < history.size(); op++) {
            if (counts(op)) {
                ops[history.keyId(op)][counts[history.keyId(op)]++] = op;
            }
        }
    }

    private boolean counts(int op) {
        Kind kind = kind(op);
        Type type = history.type(op);
        if (kind == Kind.SCAN || kind.reads()) {
            return kind.reads() && type == Type.OK;
        }
        return type != Type.FAIL && !history.outcome(op).startsWith("rejected");
    }

    /** The times at which all had settled. */
    long[] settled() {
        return settled;
    }

    /** Ids of keys are below this. */
    int count() {
        return ops.length;
    }

    /** Whether a key was used at several sites, or at one that forgot. */
    boolean isShared(int key) {
        for (int op : ops[key]) {
            if (lives.site(op) != lives.site(ops[key][0]) || lives.forgets(lives.site(op))) {
                return true;
            }
        }
        return false;
    }

    Rows rows(int key) {
        return new Rows(this, ops[key], placeOfOp);
    }

    /** The number of operations of a key. */
    int size(int key) {
        return ops[key].length;
    }

    Kind kind(int op) {
        Kind known = kinds[history.fId(op)];
        return known == null ? kinds[history.fId(op)] = kindOf(op) : known;
    }

    private Kind kindOf(int op) {
        String f = history.fName(history.fId(op));
        return switch (f) {
            case "write" -> Kind.WRITE;
            case "gwrite" -> Kind.GWRITE;
            case "delete" -> Kind.DELETE;
            case "gdelete" -> Kind.GDELETE;
            case "gread" -> Kind.GREAD;
            case "read" -> Kind.READ;
            case "scan" -> Kind.SCAN;
            default -> {
                if (!Remarks.isOne(f)) {
                    String expected = "; expected read, write, delete, gread, gwrite, gdelete or scan";
                    throw bad(history, op, "unknown :f " + f + expected);
                }
                yield Kind.SCAN;
            }
        };
    }

    History history() {
        return history;
    }

    Closes closes() {
        return closes;
    }

    Lives lives() {
        return lives;
    }

    static MalformedHistoryException bad(History history, int op, String problem) {
        String where = history.line(op) == Entry.NONE ? "operation " + history.number(op) + ": " : "";
        return new MalformedHistoryException("history", history.line(op), where + problem);
    }
}
