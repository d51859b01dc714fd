package kyoten.check.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import kyoten.check.Limits;
import kyoten.check.linear.SiblingSearch;
import kyoten.check.linear.SiblingSearch.Step;
import kyoten.history.Type;
import kyoten.history.Value;

/** What happens to the siblings of one key at one site, in one life of it; {@link SiteValues} says by which rules. */
final class SiteTrack {
    private static final String MEMORY = "bytes";

    /** About what a track takes for each row, before it is searched. */
    private static final long BYTES = 256;

    private final Rows rows;
    private final int site;
    private final int life;
    private final Comings comings;

    /** Per row: the first answer of a gread here that shows it, and the first of one that began after that and does not. */
    private final int[] firstShown;

    private final int[] firstGone;

    /** When the first write began of which nobody knows whether it happened; and the first that may have arrived unseen. */
    private final int unseenFrom;

    private final int unknownFrom;
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> opOfStep = new ArrayList<>();
    private long looked;

    /** Where a search ended: an operation of the history, and the name of the site. */
    record Stuck(int op, String site) {}

    private SiteTrack(Rows rows, int site, int life) {
        this.rows = rows;
        this.site = site;
        this.life = life;
        firstShown = new int[rows.size];
        firstGone = new int[rows.size];
        Arrays.fill(firstShown, Rows.NEVER);
        Arrays.fill(firstGone, Rows.NEVER);
        noteShown();
        comings = new Comings(rows, row -> !isOwn(row) || travels(row) || isUnseen(row));
        unseenFrom = firstInvoke(row -> isOwn(row) && isUnseen(row));
        unknownFrom = firstInvoke(row -> !isOwn(row) && rows.kind[row].puts() && firstShown[row] == Rows.NEVER);
        for (int row = 0; row < rows.size; row++) {
            add(row);
        }
    }

    private int firstInvoke(IntPredicate which) {
        for (int row = 0; row < rows.size; row++) {
            if (which.test(row)) {
                return rows.invoke[row];
            }
        }
        return Rows.NEVER;
    }

    /** One for each site, and each life of it, in which somebody was answered a gread; made when its turn comes. */
    static Iterable<SiteTrack> all(Rows rows) {
        TreeSet<Long> places = new TreeSet<>();
        for (int row = 0; row < rows.size; row++) {
            if (rows.kind[row] == Kind.GREAD && rows.life[row] != Lives.NONE) {
                places.add(((long) rows.site(row) << 32) | rows.life[row]);
            }
        }
        return () -> places.stream()
                .map(place -> new SiteTrack(rows, (int) (place >> 32), place.intValue()))
                .iterator();
    }

    String site() {
        return rows.lives().siteName(site);
    }

    /** How many operations of the site's clients were put in order. */
    long looked() {
        return looked;
    }

    /** The limit of memory counts the rows and this track, too. */
    SiblingSearch.Result search(Limits limits) {
        long left = limits.bytes() - rows.bytes() - BYTES * rows.size;
        SiblingSearch.Result result = left < 0
                ? new SiblingSearch.Result.GaveUp(MEMORY)
                : new SiblingSearch(foreign()).search(steps, new Limits(limits.steps(), left, limits.stop()));
        boolean memory = result instanceof SiblingSearch.Result.GaveUp gaveUp
                && gaveUp.limit().endsWith(MEMORY);
        return memory ? new SiblingSearch.Result.GaveUp(limits.bytes() + " " + MEMORY) : result;
    }

    private TreeSet<Value> foreign() {
        TreeSet<Value> foreign = new TreeSet<>();
        for (int row = 0; row < rows.size; row++) {
            if (rows.kind[row].puts() && rows.site(row) != site) {
                foreign.add(rows.value(row));
            }
        }
        return foreign;
    }

    Stuck stuckAt(int step) {
        return new Stuck(opOfStep.get(step), site());
    }

    private boolean isOwn(int row) {
        return rows.site(row) == site && rows.life[row] == life;
    }

    /** Whether it carries a context that this site, in this life, did not give. */
    private boolean travels(int row) {
        return rows.token[row] != Rows.NONE && !isOwn(rows.token[row]);
    }

    /** Whether it may never have happened, and no gread here shows that it did. */
    private boolean isUnseen(int row) {
        return rows.kind[row].puts() && rows.history().type(rows.op[row]) == Type.INFO && firstShown[row] == Rows.NEVER;
    }

    private boolean isGread(int row) {
        return rows.kind[row] == Kind.GREAD && isOwn(row);
    }

    private void noteShown() {
        for (int row = 0; row < rows.size; row++) {
            if (isGread(row)) {
                for (int shown : rows.shown[row]) {
                    firstShown[shown] = Math.min(firstShown[shown], rows.close[row]);
                }
            }
        }
        int[] greads = java.util.stream.IntStream.range(0, rows.size)
                .filter(this::isGread)
                .toArray();
        for (int row = 0; row < rows.size; row++) {
            if (firstShown[row] != Rows.NEVER) {
                firstGone[row] = firstGone(row, greads);
            }
        }
    }

    /** Looks at the greads that began after the value was shown, as long as one of them may be the first to miss it. */
    private int firstGone(int row, int[] greads) {
        int first = Rows.NEVER;
        int next = Arrays.binarySearch(greads, rows.firstAfter(firstShown[row]));
        for (int i = next < 0 ? -next - 1 : next; i < greads.length && rows.invoke[greads[i]] < first; i++) {
            first = rows.shows(greads[i], row) ? first : Math.min(first, rows.close[greads[i]]);
        }
        return first;
    }

    private void add(int row) {
        boolean own = isOwn(row);
        Kind kind = rows.kind[row];
        if (own && kind != Kind.READ && !isUnseen(row)) {
            boolean optional = rows.history().type(rows.op[row]) == Type.INFO;
            Step step = new Step(
                    SiblingSearch.own(rows.history(), rows.op[row], outcomeCounts(row)),
                    rows.invoke[row],
                    rows.close[row],
                    optional);
            add(step, row);
            looked++;
        } else if (!own && kind.puts() && firstShown[row] != Rows.NEVER) {
            add(new Step(SiblingSearch.arrival(rows.value(row)), rows.invoke[row], firstShown[row] - 1, false), row);
        }
        boolean here = kind.puts() && (own ? !isUnseen(row) : firstShown[row] != Rows.NEVER);
        if (here && comings.mayGoFrom(row) < firstGone[row]) {
            int until = firstGone[row] == Rows.NEVER ? Rows.NEVER : firstGone[row] - 1;
            add(new Step(SiblingSearch.removal(rows.value(row)), comings.mayGoFrom(row), until, true), row);
        }
    }

    private void add(Step step, int row) {
        steps.add(step);
        opOfStep.add(rows.op[row]);
    }

    /** Whether nothing that the search does not know of can have changed an outcome. */
    private boolean outcomeCounts(int row) {
        boolean conflict = rows.history().outcome(rows.op[row]).equals("conflict");
        return rows.close[row] <= unseenFrom && (!conflict || rows.close[row] <= unknownFrom);
    }
}
