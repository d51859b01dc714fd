package kyoten.check.geo;

import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.util.List;
import java.util.stream.IntStream;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;

/** TODO essay */
public final class Merges implements Checker {
    private static final long TRIES = 2_000;

    private final Claim claim;
    private final Set<Wrong> wrong;
    private final String looksAt;

    private Merges(Claim claim, String looksAt, Wrong... wrong) {
        this.claim = claim;
        this.wrong = io.vavr.collection.TreeSet.of(wrong);
        this.looksAt = looksAt;
    }

    /** No gread shows what nobody wrote, nor a value beside one that replaces it. */
    public static Merges areCorrect() {
        return new Merges(
                new Claim(
                        "merges-are-correct",
                        "no gread shows a value that nobody wrote, or one beside another that replaces it"),
                "values shown",
                Wrong.INVENTED,
                Wrong.FALSE);
    }

    /** What a site must know of is shown there, or something that may have replaced it. */
    public static Merges loseNothing() {
        return new Merges(
                new Claim(
                        "no-acked-write-lost",
                        "what a site must know of is shown there, unless something may have replaced it"),
                "values expected",
                Wrong.LOST);
    }

    /** What a site knew to be replaced, or no longer showed, is not shown there again. */
    public static Merges resurrectNothing() {
        return new Merges(
                new Claim("no-resurrection", "what a site knew to be replaced or deleted is not shown there again"),
                "greads of what was known",
                Wrong.RESURRECTED);
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Keys keys = new Keys(history);
        long looked = 0;
        long steps = 0;
        for (int key = 0; key < keys.count(); key++) {
            if (keys.size(key) == 0) {
                continue;
            }
            Rows rows = keys.rows(key);
            Sweep sweep = new Sweep(rows, wrong);
            long before = steps;
            boolean over = !sweep.run(more -> before + more <= limits.steps()
                    && rows.bytes() <= limits.bytes()
                    && !limits.stop().getAsBoolean());
            if (over) {
                return new Verdict.Unknown(claim, "a limit came first, at key " + history.key(key));
            }
            if (sweep.found().isDefined()) {
                return broken(history, key);
            }
            steps += sweep.steps();
            looked += sweep.looked();
        }
        return Verdict.unbroken(claim, Evidence.of(looksAt, looked));
    }

    private Verdict broken(History history, int key) {
        History ofKey = history.select(IntStream.range(0, history.size())
                .filter(op -> history.keyId(op) == key)
                .toArray());
        History smallest = new Witnesses(part -> find(part).isDefined(), TRIES).smallest(ofKey);
        Found found = find(smallest).get();
        return new Verdict.Broken(claim, found.finding.because(), new Witness(smallest, found.lit(), List.of()));
    }

    private record Found(Rows rows, Finding finding) {
        List<Integer> lit() {
            return finding.write() == Rows.NONE
                    ? List.of(rows.op[finding.gread()])
                    : List.of(rows.op[finding.gread()], rows.op[finding.write()]);
        }
    }

    /** What is wrong with a history of one key. */
    private Option<Found> find(History history) {
        Keys keys = new Keys(history);
        for (int key = 0; key < keys.count(); key++) {
            if (keys.size(key) > 0) {
                Rows rows = keys.rows(key);
                Sweep sweep = new Sweep(rows, wrong);
                sweep.run(steps -> true);
                if (sweep.found().isDefined()) {
                    return sweep.found().map(finding -> new Found(rows, finding));
                }
            }
        }
        return Option.none();
    }
}
