package kyoten.check.geo;

import io.vavr.control.Option;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Value;

/**
 * When all has settled, every member answers every gread of a key alike.
 *
 * <p>The recorder says when the faults are over and the time to converge is, too. From then on, until somebody changes the key again,
 * no update is on its way: all members have applied the same updates, and what is live is a function of those. So all greads of the
 * key that begin after that mark and are answered before the next change begins return the same set of values, at whatever member.
 * (Their contexts may differ, and so may the order in which values are listed.)
 *
 * <p>Except for what is still in doubt. An operation that ended in info, and whose session was not seen to close before the mark, may
 * take effect at any time, and reach one member before the other. So a value that one gread shows and another lacks accuses nobody if
 * it may have been written that late; nor if such a late write or delete may have replaced it, and itself may stand behind what the
 * other gread shows, or behind a delete. If nothing is late, any difference is a violation.
 *
 * <p>Greads of a site that has left the others are not compared. A key that only one member was asked for after the mark says nothing.
 */
public final class Convergence implements Checker {
    private static final Claim CLAIM =
            new Claim("converges-across-sites", "when all has settled, every site answers every gread of a key alike");

    /** How many operations are looked at to make a witness small; some seconds of time. */
    private static final long FOR_WITNESSES = 2_000_000;

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Keys keys = new Keys(history);
        long compared = 0;
        long steps = 0;
        for (int key = 0; key < keys.count(); key++) {
            if (keys.size(key) == 0) {
                continue;
            }
            Rows rows = keys.rows(key);
            steps += rows.size;
            Comparison comparison = new Comparison(rows);
            comparison.run();
            steps += comparison.steps();
            if (steps > limits.steps() || limits.stop().getAsBoolean() || rows.bytes() > limits.bytes()) {
                return new Verdict.Unknown(CLAIM, "a limit came first, at key " + history.key(key));
            }
            if (comparison.difference().isDefined()) {
                return broken(history, key);
            }
            compared += comparison.compared();
        }
        return Verdict.unbroken(CLAIM, Evidence.of("greads compared", compared));
    }

    private static Verdict broken(History history, int key) {
        History ofKey = history.select(IntStream.range(0, history.size())
                .filter(op -> history.keyId(op) == key)
                .toArray());
        History smallest = new Witnesses(part -> difference(part).isDefined(), FOR_WITNESSES).smallest(ofKey);
        Difference difference = difference(smallest).get();
        Witness witness = new Witness(smallest, List.of(difference.lacks, difference.shows), List.of());
        return new Verdict.Broken(CLAIM, difference.because, witness);
    }

    private static Option<Difference> difference(History history) {
        Keys keys = new Keys(history);
        for (int key = 0; key < keys.count(); key++) {
            if (keys.size(key) > 0) {
                Comparison comparison = new Comparison(keys.rows(key));
                comparison.run();
                if (comparison.difference().isDefined()) {
                    return comparison.difference();
                }
            }
        }
        return Option.none();
    }

    /** Two greads that should be alike: their operations, and what is wrong in a sentence. */
    private record Difference(int lacks, int shows, String because) {}

    /** Compares the greads of one key with the first of them, after each time that all had settled. */
    private static final class Comparison {
        private final Rows rows;
        private Option<Excuses> excuses = Option.none();
        private Option<Difference> difference = Option.none();
        private long compared;

        Comparison(Rows rows) {
            this.rows = rows;
        }

        Option<Difference> difference() {
            return difference;
        }

        long compared() {
            return compared;
        }

        long steps() {
            return excuses.map(Excuses::steps).getOrElse(0L);
        }

        void run() {
            for (int i = 0; i < rows.settledTimes(); i++) {
                compare(rows.settledInstant(i), rows.settledAt(i));
            }
        }

        private void compare(int settled, long time) {
            int changed = Rows.NEVER;
            int first = Rows.NONE;
            long alike = 0;
            boolean[] sites = new boolean[rows.lives().sites()];
            for (int row = rows.firstAfter(settled); row < rows.size && rows.invoke[row] < changed; row++) {
                if (!rows.kind[row].reads()) {
                    changed = rows.invoke[row];
                }
            }
            for (int row = rows.firstAfter(settled); row < rows.size && difference.isEmpty(); row++) {
                boolean judged = rows.kind[row] == Kind.GREAD
                        && rows.close[row] < changed
                        && rows.lives().isMember(rows.site(row), time);
                if (judged) {
                    first = first == Rows.NONE ? row : first;
                    sites[rows.site(row)] = true;
                    alike++;
                    compare(first, row, settled);
                }
            }
            boolean several =
                    IntStream.range(0, sites.length).filter(site -> sites[site]).count() > 1;
            compared += several ? alike : 0;
        }

        private void compare(int one, int other, int settled) {
            if (rows.history().outputCell(rows.op[one]) != rows.history().outputCell(rows.op[other])) {
                lacks(one, other, settled);
                lacks(other, one, settled);
            }
        }

        /** Whether the first lacks what the second shows. */
        private void lacks(int one, int other, int settled) {
            TreeSet<Value> missing = new TreeSet<>(rows.values(other));
            missing.removeAll(rows.values(one));
            if (missing.isEmpty() || difference.isDefined()) {
                return;
            }
            for (int row : rows.shown[other]) {
                if (missing.contains(rows.value(row)) && isExcused(one, row, settled)) {
                    missing.remove(rows.value(row));
                }
            }
            if (!missing.isEmpty()) {
                String because = "when all had settled, " + shows(one) + " and lacks " + missing.first() + ", but "
                        + shows(other);
                difference = Option.some(new Difference(rows.op[one], rows.op[other], because));
            }
        }

        private String shows(int gread) {
            return rows.op(gread) + " shows this at site " + rows.siteName(gread);
        }

        private boolean isExcused(int gread, int lacked, int settled) {
            int[] late = rows.late(settled);
            if (late.length == 0) {
                return false;
            }
            if (Arrays.binarySearch(late, lacked) >= 0) {
                return true;
            }
            if (excuses.isEmpty()) {
                excuses = Option.some(new Excuses(rows));
            }
            return excuses.get().mayCover(excuses.get().behind(gread, late), lacked);
        }
    }
}
