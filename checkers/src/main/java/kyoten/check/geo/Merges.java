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

/**
 * No sibling invented, none false, none lost, none returned from the dead: three claims about what greads return, at all sites of a
 * store in which every site accepts writes by itself and they spread later.
 *
 * <p><b>What is taken for granted</b> of a correct store, whatever its clocks are made of. A write, gwrite, delete or gdelete that did
 * not fail and was not rejected is an <em>update</em>: accepted at its site, in one instant between its invocation and its end, then
 * applied at the other sites. It <em>covers</em> some other updates of its key, for ever and wherever it is applied: a write or delete
 * all that its own site had accepted by then and nothing of others; a gwrite or gdelete all that the site of its context's gread had
 * applied or covered when that gread was done; without a context nothing. What is covered is dead wherever the cover was applied, and
 * what is dead at a site never lives there again. Updates of one site and epoch are applied everywhere in their order. A gread returns
 * the values that are live at its site in one instant between invocation and answer. Values are written once. Clients can prove of
 * this what follows; each proof is one of real time, by operations that had ended when others began.
 *
 * <p><b>What is surely so.</b> A site has applied, when a gread of it begins: what was acknowledged there before; what greads of it had
 * returned before; all updates of the same site and epoch that had taken effect before one of those began. (An update has taken effect
 * when it is acknowledged, or when a gread that shows it is answered.) It <em>knows</em> these and all that they surely cover. An update
 * surely covers: if a write or delete, what had taken effect at its site before it began; if it carries a context, what its gread
 * returned, and what the gread's site knew when it began. Through a write, what it covers does not cover in turn, unless one epoch
 * orders them; through a context, it does ({@link Contexts}, {@link Knowledge}).
 *
 * <p><b>What is perhaps so.</b> An update covers at the most: if a write or delete, what began at its site before it ended; if it
 * carries a context, what its gread returned. Its context stands for dead values, too, but each of those was covered by something
 * that the gread returned, or by a delete, or by what those may have covered in turn ({@link Excuses}).
 *
 * <p>Then these are illegal of a gread that is answered, and no correct execution shows them:
 *
 * <ul>
 *   <li><em>invented</em>, by {@link #areCorrect}: a value that no update put which began before the answer; or the same value twice.
 *       What is live was put before.
 *   <li><em>false</em>, by {@link #areCorrect}: a value beside one that surely covers it, or follows in order something that does. The
 *       site has applied the cover, so the value is dead there.
 *   <li><em>resurrected</em>, by {@link #resurrectNothing}: a value surely covered by what the site had applied when the gread began;
 *       or that the site knew when an earlier gread began, and that gread did not return. It was dead then, and stays dead.
 *   <li><em>lost</em>, by {@link #loseNothing}: a value is missing that the site knew when the gread began, or that precedes in its
 *       stream one that the gread returns; and neither what the gread returns nor any delete that began before its answer perhaps
 *       covers it, by itself or in turn. The site has applied or covered it, so it is live, or covered; follow the covers of covers
 *       to the last one: it is live, and so returned, or it is a delete.
 * </ul>
 *
 * <p>When all has settled (a mark of the recorder says so) every member knows all that had been acknowledged. Where the recorder says
 * that a site forgot, its knowledge begins anew; what it says may be lost is not missed; an update that was open when a site was set
 * back may have been done before and again, so that its value may come twice; and nothing else is excused.
 *
 * <p>The claims accuse nobody wrongly and may miss something: an indeterminate delete excuses the loss of all that its site accepts, so
 * keys that are deleted are best kept apart.
 */
public final class Merges implements Checker {
    /** How many operations are looked at to make a witness small; some seconds of time. */
    private static final long FOR_WITNESSES = 2_000_000;

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
                return broken(history, key, rows.op[sweep.found().get().gread()]);
            }
            steps += sweep.steps();
            looked += sweep.looked();
        }
        return Verdict.unbroken(claim, Evidence.of(looksAt, looked));
    }

    private Verdict broken(History history, int key, int gread) {
        int answer = history.returnRank(gread);
        History ofKey = history.select(IntStream.range(0, history.size())
                .filter(op -> history.keyId(op) == key && history.invokeRank(op) < answer)
                .toArray());
        History smallest = new Witnesses(part -> find(part).isDefined(), FOR_WITNESSES).smallest(ofKey);
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
