package kyoten.check.geo;

import io.vavr.collection.Set;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What a site surely knows of a key, from what it answered. A site has applied what it acknowledged and what a gread of it returned;
 * it has applied or passed over all that those cover, and all that came before them in the order of their sites. What it once knew
 * and did not show is dead there for ever.
 */
final class Knowledge {
    private static final int[] NOBODY = {};

    private final Rows rows;
    private final int life;

    /** Whether anybody asks what is dead here, and what may be missing. */
    private final boolean asksDead;

    private final boolean asksMissing;
    private final boolean[] applied;

    /** All that is known, live or dead. */
    private Reach known;

    /** What something that was surely applied covers. */
    private Reach replaced;

    /** What was known when the latest gread began that was answered, and which of that may be live still. */
    private Reach lookedFor;

    private int[] live = NOBODY;
    private int lookedAt = -1;

    /** Values whose absence would have to be excused, and since when; all other known ones are excused by those. */
    private int[] pending = new int[8];

    private int[] since = new int[8];
    private int waiting;

    /** What a gread met that began now. */
    record Snapshot(Reach known, Reach replaced, Reach lookedFor, int[] live, int[] pending) {
        /** Whether it was known and no longer shown. */
        boolean wasGone(int row, Rows of) {
            return lookedFor.holds(row, of) && !Rows.isAmong(live, row);
        }
    }

    /**
     * @param asked what may be found; what only others speak of is not followed
     */
    Knowledge(Rows rows, int life, Set<Wrong> asked) {
        this.rows = rows;
        this.life = life;
        asksDead = asked.contains(Wrong.RESURRECTED);
        asksMissing = asked.contains(Wrong.LOST);
        applied = new boolean[rows.size];
        known = Reach.nothing(rows.lives().streams());
        replaced = known;
        lookedFor = known;
    }

    int life() {
        return life;
    }

    Snapshot snapshot() {
        return new Snapshot(known, replaced, lookedFor, live, Arrays.copyOf(pending, waiting));
    }

    /** Something was surely applied here. What it covers and knows is fixed when it begins, so that once is enough. */
    void apply(int row, Contexts contexts) {
        if (!applied[row]) {
            applied[row] = true;
            known = known.and(contexts.knows(row), rows);
            replaced = asksDead ? replaced.and(contexts.covers(row), rows) : replaced;
        }
    }

    /** From an instant on, a value's absence would have to be excused. */
    void expect(int row, int instant) {
        if (!asksMissing) {
            return;
        }
        if (waiting == pending.length) {
            pending = Arrays.copyOf(pending, 2 * waiting);
            since = Arrays.copyOf(since, 2 * waiting);
        }
        pending[waiting] = row;
        since[waiting++] = instant;
    }

    /** A gread was answered, and what it did not show is excused by what it did. */
    void looked(int gread, Snapshot before, Contexts contexts) {
        for (int row : rows.shown[gread]) {
            apply(row, contexts);
        }
        if (asksDead) {
            look(gread, before);
        }
        if (asksMissing) {
            forgetExcused(gread);
        }
    }

    private void forgetExcused(int gread) {
        int kept = 0;
        for (int i = 0; i < waiting; i++) {
            if (since[i] >= rows.invoke[gread] && !rows.shows(gread, pending[i])) {
                pending[kept] = pending[i];
                since[kept++] = since[i];
            }
        }
        waiting = kept;
        for (int row : rows.shown[gread]) {
            expect(row, rows.close[gread]);
        }
    }

    private void look(int gread, Snapshot before) {
        if (rows.invoke[gread] > lookedAt) {
            live = some(rows.shown[gread], row -> !isDead(row));
            lookedFor = before.known;
            lookedAt = rows.invoke[gread];
        } else {
            live = some(live, row -> !before.known.holds(row, rows) || rows.shows(gread, row));
        }
    }

    private boolean isDead(int row) {
        return lookedFor.holds(row, rows) && !Rows.isAmong(live, row);
    }

    private static int[] some(int[] rows, IntPredicate which) {
        int[] some = new int[rows.length];
        int count = 0;
        for (int row : rows) {
            if (which.test(row)) {
                some[count++] = row;
            }
        }
        return count == rows.length ? rows : Arrays.copyOf(some, count);
    }
}
