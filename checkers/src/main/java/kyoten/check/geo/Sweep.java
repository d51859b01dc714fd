package kyoten.check.geo;

import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * Follows the operations on one key in the order of time, keeps what each site surely knows, and looks at every gread when it is
 * answered. It stops at the first thing of a kind that was asked for.
 */
final class Sweep {
    private final Rows rows;
    private final Set<Wrong> asked;
    private final Contexts contexts;
    private final Excuses excuses;
    private final Knowledge[] sites;
    private final Knowledge.Snapshot[] begun;
    private final IntArrayList missing = new IntArrayList();
    private final Knowledge.Snapshot nothing;
    private final int[] missedBy;
    private Option<Finding> found = Option.none();
    private long looked;
    private long events;

    /**
     * @param asked what may be found
     */
    Sweep(Rows rows, Set<Wrong> asked) {
        this.rows = rows;
        this.asked = asked;
        contexts = new Contexts(rows);
        excuses = new Excuses(rows);
        sites = new Knowledge[rows.lives().sites()];
        Arrays.setAll(sites, site -> new Knowledge(rows, 0, asked));
        nothing = new Knowledge(rows, Lives.NONE, asked).snapshot();
        begun = new Knowledge.Snapshot[rows.size];
        missedBy = new int[rows.size];
    }

    /** Goes through all; false if somebody said stop first. */
    boolean run(java.util.function.LongPredicate mayGoOn) {
        for (long event : Events.of(rows)) {
            if (found.isDefined()) {
                return true;
            }
            if ((++events & 255) == 0 && !mayGoOn.test(steps())) {
                return false;
            }
            int row = Events.rowOf(event);
            if (row >= rows.size) {
                settle(rows.settledAt(row - rows.size), Events.instantOf(event));
            } else if (rows.kind[row] == Kind.GREAD) {
                onGread(row, Events.instantOf(event) == rows.invoke[row]);
            } else if (rows.kind[row] != Kind.READ) {
                onChange(row, Events.instantOf(event) == rows.invoke[row]);
            }
        }
        return true;
    }

    Option<Finding> found() {
        return found;
    }

    /** How many values, or greads, could have been wrong. */
    long looked() {
        return looked;
    }

    long steps() {
        return events + excuses.steps();
    }

    private void onChange(int row, boolean begins) {
        if (begins) {
            contexts.begin(row);
            return;
        }
        contexts.takeEffect(row);
        Option<Knowledge> here = knowledge(row);
        if (here.isDefined()) {
            learn(here.get(), row, rows.close[row]);
        }
    }

    private void learn(Knowledge knowledge, int row, int instant) {
        knowledge.apply(row, contexts);
        if (rows.kind[row].puts() && !rows.mayBeLost(row)) {
            knowledge.expect(row, instant);
        }
    }

    /** What the row's site knows, in the life in which the row falls; none if that life is over or not known. */
    private Option<Knowledge> knowledge(int row) {
        int site = rows.site(row);
        int life = rows.life[row];
        if (life > sites[site].life()) {
            sites[site] = new Knowledge(rows, life, asked);
        }
        return Option.when(life == sites[site].life(), sites[site]);
    }

    /** What was answered before is known at every member. */
    private void settle(long time, int instant) {
        for (int site = 0; site < sites.length; site++) {
            if (!rows.lives().isMember(site, time)) {
                continue;
            }
            if (rows.lives().lifeAt(site, time) > sites[site].life()) {
                sites[site] = new Knowledge(rows, rows.lives().lifeAt(site, time), asked);
            }
            for (int row = 0; row < rows.size && rows.invoke[row] < instant; row++) {
                boolean known = !rows.kind[row].reads() && rows.isOk(row) && rows.close[row] < instant;
                if (known && !rows.mayBeLost(row)) {
                    learn(sites[site], row, instant);
                }
            }
        }
    }

    private void onGread(int gread, boolean begins) {
        Option<Knowledge> here = knowledge(gread);
        if (begins) {
            begun[gread] = here.map(Knowledge::snapshot).getOrElse(nothing);
            return;
        }
        Knowledge.Snapshot before = begun[gread];
        begun[gread] = null;
        for (int row : rows.shown[gread]) {
            contexts.takeEffect(row);
        }
        look(gread, before);
        contexts.answer(gread, before.known());
        if (here.isDefined()) {
            here.get().looked(gread, before, contexts);
        }
    }

    private void look(int gread, Knowledge.Snapshot before) {
        if (asked.contains(Wrong.INVENTED) || asked.contains(Wrong.FALSE)) {
            looked += rows.shown[gread].length;
            lookForInvented(gread);
            lookForFalse(gread);
        }
        if (asked.contains(Wrong.RESURRECTED) && !before.known().isEmpty()) {
            looked++;
            lookForResurrected(gread, before);
        }
        if (asked.contains(Wrong.LOST)) {
            lookForLost(gread, before);
        }
    }

    private void find(Wrong wrong, int gread, int write, String because) {
        if (asked.contains(wrong) && found.isEmpty()) {
            found = Option.some(new Finding(wrong, gread, write, because));
        }
    }

    private void lookForInvented(int gread) {
        if (rows.invents(gread)) {
            find(Wrong.INVENTED, gread, Rows.NONE, Words.invented(rows, gread));
        }
    }

    private void lookForFalse(int gread) {
        for (int replacing : rows.shown[gread]) {
            for (int shown : rows.shown[gread]) {
                if (shown != replacing
                        && !rows.mayComeTwice(shown)
                        && contexts.covers(replacing).holds(shown, rows)) {
                    find(Wrong.FALSE, gread, shown, Words.beside(rows, gread, shown, replacing));
                }
            }
        }
    }

    private void lookForResurrected(int gread, Knowledge.Snapshot before) {
        for (int shown : rows.shown[gread]) {
            if (rows.mayComeTwice(shown)) {
                continue;
            }
            if (before.replaced().holds(shown, rows)) {
                find(Wrong.RESURRECTED, gread, shown, Words.replaced(rows, gread, shown));
            } else if (before.wasGone(shown, rows)) {
                find(Wrong.RESURRECTED, gread, shown, Words.gone(rows, gread, shown));
            }
        }
    }

    private void lookForLost(int gread, Knowledge.Snapshot before) {
        missing.clear();
        for (int row : before.pending()) {
            looked++;
            miss(gread, row);
        }
        for (int shown : rows.shown[gread]) {
            contexts.eachBefore(shown, before.known().before(rows.stream(shown)), row -> miss(gread, row));
        }
        int lost = missing.isEmpty() ? Rows.NONE : excuses.firstWithout(gread, missing.toIntArray(), missing.size());
        if (lost != Rows.NONE) {
            find(Wrong.LOST, gread, lost, Words.lost(rows, gread, lost));
        }
    }

    private void miss(int gread, int row) {
        if (missedBy[row] != gread + 1 && rows.kind[row].puts() && !rows.shows(gread, row) && !rows.mayBeLost(row)) {
            missedBy[row] = gread + 1;
            missing.addInt(row);
        }
    }
}
