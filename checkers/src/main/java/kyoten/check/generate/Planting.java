package kyoten.check.generate;

import io.vavr.control.Option;

/**
 * Plants a violation in a script, such that no order of the operations can explain it whatever the indeterminate ones did.
 *
 * <p>The proof is the same for all but garbage. Let every operation that writes value v to the key have returned before write w of
 * another value began, and w before read r began. Then in every order w stands between the last write of v and r, so r can't
 * return v.
 */
final class Planting {
    private static final long GARBAGE = 900_000_000_000L;

    private final Script script;
    private final Recipe recipe;

    private Planting(Script script, Recipe recipe) {
        this.script = script;
        this.recipe = recipe;
    }

    /**
     * Plants what the recipe asks for.
     *
     * @throws IllegalArgumentException if the history is too short or too uniform for it
     */
    static void plant(Script script, Recipe recipe) {
        Planting planting = new Planting(script, recipe);
        switch (recipe.violation()) {
            case NONE -> {}
            case GARBAGE -> planting.garbage();
            case STALE_READ -> planting.stale();
            case LOST_UPDATE -> planting.lost();
            case SPLIT_BRAIN -> planting.confirmSplit();
        }
    }

    private void garbage() {
        int read = nearest(op -> true);
        script.read[read] = GARBAGE + read;
    }

    private void stale() {
        int read = nearest(op -> staleValue(op).isDefined());
        script.read[read] = staleValue(read).get();
    }

    /** Every read of a write's value returns the value before it instead, and one of them surely comes too late for that. */
    private void lost() {
        int read = nearest(op -> lostWrite(op) >= 0);
        int write = lostWrite(read);
        long lost = script.written[write];
        long before = previousValue(write);
        for (int op = 0; op < script.size; op++) {
            if (script.isRead(op) && script.key[op] == script.key[write] && script.read[op] == lost) {
                script.read[op] = before;
            }
        }
    }

    /** A split brain that nobody noticed is made noticeable by a stale read. */
    private void confirmSplit() {
        for (int op = 0; op < script.size; op++) {
            if (script.isRead(op) && proves(op, script.read[op])) {
                return;
            }
        }
        stale();
    }

    private interface Wanted {
        boolean is(int op);
    }

    /** The ok read nearest to the place asked for that will do; later ones first. */
    private int nearest(Wanted wanted) {
        int middle = Math.min(script.size - 1, (int) (script.size * recipe.violationAt()));
        for (int distance = 0; distance < script.size; distance++) {
            if (fits(middle + distance, wanted)) {
                return middle + distance;
            }
            if (fits(middle - distance, wanted)) {
                return middle - distance;
            }
        }
        throw new IllegalArgumentException(
                "no place for a " + recipe.violation().word()
                        + " in this history: more operations, more reads and writes, or unique values would help");
    }

    private boolean fits(int op, Wanted wanted) {
        return op >= 0 && op < script.size && script.isRead(op) && wanted.is(op);
    }

    /** A value that the read can't have seen, among those last written before it. */
    private Option<Long> staleValue(int read) {
        int looked = 0;
        for (int op = read - 1; op >= 0 && looked < 200; op--) {
            if (script.key[op] == script.key[read] && script.writes(op)) {
                looked++;
                if (script.outcome[op] == Script.OK && proves(read, script.written[op])) {
                    return Option.of(script.written[op]);
                }
            }
        }
        return Option.none();
    }

    /** The ok write whose value this read saw, if dropping it would surely show there; else -1. */
    private int lostWrite(int read) {
        for (int op = read - 1; op >= 0 && op > read - 1000; op--) {
            boolean source = script.key[op] == script.key[read]
                    && script.kind[op] == Script.WRITE
                    && script.outcome[op] == Script.OK
                    && script.written[op] == script.read[read];
            if (source) {
                return recipe.values() == 0 && !comparedTo(op) && proves(read, previousValue(op)) ? op : -1;
            }
        }
        return -1;
    }

    /** Whether a compare-and-set expected this write's value: its success would prove the write. */
    private boolean comparedTo(int write) {
        for (int op = 0; op < script.size; op++) {
            if (script.kind[op] == Script.CAS
                    && script.key[op] == script.key[write]
                    && script.expected[op] == script.written[write]) {
                return true;
            }
        }
        return false;
    }

    /** What the register held when the write took effect. */
    private long previousValue(int write) {
        long latest = -1;
        long value = Script.EMPTY;
        for (int op = 0; op < script.size; op++) {
            boolean before = op != write
                    && script.key[op] == script.key[write]
                    && script.writes(op)
                    && script.effect[op] < script.effect[write]
                    && script.effect[op] > latest;
            if (before && (script.kind[op] == Script.WRITE || script.outcome[op] == Script.OK)) {
                latest = script.effect[op];
                value = script.written[op];
            }
        }
        return value;
    }

    /** Whether a read can't have returned the value, by the proof above. */
    private boolean proves(int read, long value) {
        long lastReturn = lastReturnOfWriters(read, value);
        if (lastReturn == Script.NEVER) {
            return false;
        }
        for (int op = read - 1; op >= 0; op--) {
            if (script.key[op] == script.key[read]
                    && script.writes(op)
                    && script.outcome[op] == Script.OK
                    && script.written[op] != value
                    && script.invoked[op] > lastReturn
                    && script.answered[op] < script.invoked[read]) {
                return true;
            }
        }
        return false;
    }

    private long lastReturnOfWriters(int read, long value) {
        long last = value == Script.EMPTY ? 0 : Long.MIN_VALUE;
        for (int op = 0; op < script.size && script.invoked[op] < script.answered[read]; op++) {
            if (script.key[op] == script.key[read] && script.writes(op) && script.written[op] == value) {
                if (script.outcome[op] == Script.INFO) {
                    return Script.NEVER;
                }
                last = Math.max(last, script.answered[op]);
            }
        }
        return last == Long.MIN_VALUE ? Script.NEVER : last;
    }
}
