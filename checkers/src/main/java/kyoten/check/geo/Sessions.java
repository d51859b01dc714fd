package kyoten.check.geo;

import io.vavr.control.Option;
import java.util.Arrays;
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
 * What a client may expect of one key while it stays at one site: to read its writes, that its reads and its writes keep their order,
 * and that its writes follow its reads (Terry et al., "Session guarantees for weakly consistent replicated data", 1994).
 *
 * <p><b>Of gread and gwrite.</b> A site's requests on a key are linearizable, and a value that is dead at a site stays dead there. So
 * no correct site shows any of these to a client that has stayed, and has asked one thing at a time:
 *
 * <ul>
 *   <li><em>read your writes</em>: a gread that lacks what the client wrote there before and was acknowledged, unless something that
 *       the gread shows, or a delete, may have replaced it ({@link Excuses}); or one that shows what its own acknowledged write or
 *       delete replaced: of a gwrite or gdelete what its context's gread had returned, of a write or delete what the client had
 *       written or seen of that site's values;
 *   <li><em>monotonic reads</em>: a gread that lacks what an earlier one of the client showed, with the same excuses; or that shows
 *       what the client had seen and then no longer saw;
 *   <li><em>monotonic writes</em>: a gread, of anybody at any site, that shows a write and not the one that its client had got
 *       acknowledged just before in the same stay, with the same excuses; or that shows both if the later one is a {@code write}, which
 *       replaces what its site had accepted. The writes of one site and epoch reach every site in their order;
 *   <li><em>writes follow reads</em>: a gread, of anybody at any site, that shows a gwrite beside what its context's gread had
 *       returned.
 * </ul>
 *
 * <p><b>Of read and write.</b> A site's reads, writes, deletes and accepted gwrites and gdeletes of a key are a linearizable register
 * of its own. So a read never returns a value whose write had taken effect before another began that the client has written or
 * read itself; and nothing only if a delete may have come later than that.
 *
 * <p>A stay ends when the client turns to another site, or when the site forgets (the recorder's marks say so); what may be lost by the
 * marks is not missed. Nothing is asked of the order between keys, or between writes of different clients or sites.
 */
public final class Sessions implements Checker {
    private static final Claim CLAIM = new Claim(
            "sessions",
            "per client and key at one site: it reads its writes, its reads and writes keep their order, writes follow reads");

    /** How many operations are looked at to make a witness small; some seconds of time. */
    private static final long FOR_WITNESSES = 2_000_000;

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Keys keys = new Keys(history);
        Visits visits = new Visits(history, keys.lives());
        Evidence evidence = new Evidence(0, new java.util.TreeMap<>(), List.of());
        long steps = 0;
        for (int key = 0; key < keys.count(); key++) {
            if (keys.size(key) == 0) {
                continue;
            }
            Rows rows = keys.rows(key);
            SessionJudge judge = new SessionJudge(rows, visits);
            long before = steps;
            boolean over = !judge.run(more -> before + more <= limits.steps()
                    && rows.bytes() <= limits.bytes()
                    && !limits.stop().getAsBoolean());
            steps += judge.steps();
            if (over) {
                return new Verdict.Unknown(CLAIM, "a limit came first, at key " + history.key(key));
            }
            if (judge.found().isDefined()) {
                return broken(history, key);
            }
            evidence = evidence.plus(judge.evidence());
        }
        return Verdict.unbroken(CLAIM, evidence);
    }

    private static Verdict broken(History history, int key) {
        History ofKey = history.select(IntStream.range(0, history.size())
                .filter(op -> history.keyId(op) == key)
                .toArray());
        History smallest = new Witnesses(part -> find(part).isDefined(), FOR_WITNESSES).smallest(ofKey);
        SessionJudge.Complaint complaint = find(smallest).get();
        List<Integer> lit = Arrays.stream(complaint.ops()).boxed().toList();
        return new Verdict.Broken(CLAIM, complaint.because(), new Witness(smallest, lit, List.of()));
    }

    private static Option<SessionJudge.Complaint> find(History history) {
        Keys keys = new Keys(history);
        Visits visits = new Visits(history, keys.lives());
        for (int key = 0; key < keys.count(); key++) {
            if (keys.size(key) > 0) {
                SessionJudge judge = new SessionJudge(keys.rows(key), visits);
                judge.run(steps -> true);
                if (judge.found().isDefined()) {
                    return judge.found();
                }
            }
        }
        return Option.none();
    }
}
