package kyoten.check.geo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Remarks;
import kyoten.history.Type;
import kyoten.history.Value;

/** The least set of operations that holds some, and whose removal of the others never breaks a history that holds. */
final class Closure {
    private final History history;
    private final boolean[] kept;
    private final Set<Shown> observed = new HashSet<>();

    /** By key, when the earliest write that stays began. */
    private final Map<Integer, Integer> firstWrites = new HashMap<>();

    private boolean grows;

    /** A value that an operation on a key answered. */
    private record Shown(int key, long cell) {}

    private Closure(History history, boolean[] kept) {
        this.history = history;
        this.kept = kept;
    }

    /**
     * @param kept a flag per operation; changed in place
     */
    static void close(History history, boolean[] kept) {
        Closure closure = new Closure(history, kept);
        do {
            closure.grows = false;
            closure.pass();
        } while (closure.grows);
    }

    private void pass() {
        for (int op = history.size() - 1; op >= 0; op--) {
            if (!kept[op] && mustStay(op)) {
                kept[op] = true;
                grows = true;
            }
            if (kept[op]) {
                observe(op);
            }
        }
    }

    private void observe(int op) {
        int token = history.token(op);
        if (token != Entry.NONE && !kept[token]) {
            kept[token] = true;
            grows = true;
        }
        String f = history.fName(history.fId(op));
        if (puts(f) && history.type(op) != Type.FAIL) {
            int began = history.invokeRank(op);
            grows |= began < firstWrites.getOrDefault(history.keyId(op), Integer.MAX_VALUE);
            firstWrites.merge(history.keyId(op), began, Math::min);
        }
        if (history.type(op) == Type.OK && (f.equals("gread") || f.equals("read"))) {
            Value answer = history.value(history.outputCell(op));
            if (f.equals("read")) {
                grows |= observed.add(name(op, history.outputCell(op)));
            }
            for (Value value : answer.members()) {
                grows |= observed.add(name(op, history.cell(value)));
            }
        }
    }

    private Shown name(int op, long cell) {
        return new Shown(history.keyId(op), cell);
    }

    private static boolean puts(String f) {
        return f.equals("write") || f.equals("gwrite");
    }

    private boolean mustStay(int op) {
        String f = history.fName(history.fId(op));
        boolean happened = history.type(op) != Type.FAIL && !history.outcome(op).startsWith("rejected");
        boolean puts = puts(f);
        if (puts && observed.contains(name(op, history.inputCell(op)))) {
            return true;
        }
        return happened
                        && !puts
                        && !f.equals("gread")
                        && !f.equals("read")
                        && !f.equals("scan")
                        && !Remarks.isOne(f)
                        && mayCover(op)
                || happened && f.equals("gwrite") && mayCover(op);
    }

    /** Whether something that stays may be gone because of this. */
    private boolean mayCover(int op) {
        String f = history.fName(history.fId(op));
        if (f.equals("delete")) {
            return anyWriteStays(op);
        }
        int token = history.token(op);
        return token != Entry.NONE && anyWriteStays(op);
    }

    private boolean anyWriteStays(int covering) {
        return firstWrites.getOrDefault(history.keyId(covering), Integer.MAX_VALUE) < history.returnRank(covering);
    }
}
