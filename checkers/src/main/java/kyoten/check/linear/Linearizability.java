package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.OnlineChecker;
import kyoten.check.Verdict;
import kyoten.history.History;

/**
 * Judges every object of a history by itself: objects are independent, so that the whole is linearizable iff each of them is
 * (Herlihy and Wing, 1990, theorem 1). The verdict is that of the first broken object in the order of first appearance,
 * however many workers look; objects behind a broken one are not looked at.
 */
public final class Linearizability implements OnlineChecker {
    private final Claim claim;
    private final Subject subject;
    private final boolean perKey;
    private final Executor executor;

    Linearizability(Claim claim, Subject subject, boolean perKey, Executor executor) {
        this.claim = claim;
        this.subject = subject;
        this.perKey = perKey;
        this.executor = executor;
    }

    /** The same checker, whose objects are judged by these workers; it waits for them. */
    public Linearizability on(Executor workers) {
        return new Linearizability(claim, subject, perKey, workers);
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        IntPredicate chosen = op -> subject.takes(history, op);
        List<int[]> objects = perKey ? Groups.bySiteAndKey(history, chosen) : Groups.whole(history, chosen);
        Closes closes = new Closes(history);
        List<Verdict> verdicts = new Ordered(executor)
                .until(Verdict::broken, objects.size(), i -> judge(history, objects.get(i), closes, limits));
        return together(verdicts);
    }

    @Override
    public Online online(Limits limits) {
        return new OnlineLinearizability(claim, subject, perKey, limits);
    }

    private Verdict judge(History history, int[] ops, Closes closes, Limits limits) {
        Track track = subject.track(history, ops, closes);
        Outcome outcome = subject.search(track, limits, false);
        if (outcome instanceof Outcome.Found) {
            return Verdict.unbroken(claim, Evidence.of("operations", track.size).and("objects", 1));
        }
        if (outcome instanceof Outcome.Stuck stuck) {
            return new Explanation(claim, subject, history, track).of(stuck.row(), limits);
        }
        if (outcome instanceof Outcome.GaveUp gaveUp) {
            return new Verdict.Unknown(claim, whereItStood(history, track, gaveUp));
        }
        throw new IllegalStateException("an outcome without a verdict: " + outcome);
    }

    private static String whereItStood(History history, Track track, Outcome.GaveUp gaveUp) {
        int last = track.events()[gaveUp.events() - 1] >> 1;
        return "the limit of " + gaveUp.limit() + " was reached" + Explanation.object(history, track.op[last])
                + " after " + gaveUp.events() + " of its events, near " + history.op(track.op[last]) + ", with "
                + gaveUp.configurations() + " configurations left";
    }

    /** Objects of which nothing is known to have happened add nothing, neither for nor against. */
    private Verdict together(List<Verdict> verdicts) {
        Evidence evidence = new Evidence(0, new java.util.TreeMap<>(), List.of());
        List<Verdict> unknown = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.broken()) {
                return verdict;
            }
            if (verdict instanceof Verdict.Holds holds) {
                evidence = evidence.plus(holds.evidence());
            } else if (!verdict.sawNothing()) {
                unknown.add(verdict);
            }
        }
        return unknown.isEmpty() ? Verdict.unbroken(claim, evidence) : unknown.get(0);
    }

    /** The order that the search found for one object's operations, as indices of the history; empty if there is none. */
    public List<int[]> orders(History history, Limits limits) {
        IntPredicate chosen = op -> subject.takes(history, op);
        List<int[]> orders = new ArrayList<>();
        Closes closes = new Closes(history);
        for (int[] ops : perKey ? Groups.bySiteAndKey(history, chosen) : Groups.whole(history, chosen)) {
            Track track = subject.track(history, ops, closes);
            Outcome outcome = subject.search(track, limits, true);
            if (outcome instanceof Outcome.Found found) {
                if (!subject.replays(track, found.rows())) {
                    throw new IllegalStateException(
                            "the order that was found does not replay: " + Arrays.toString(found.rows()));
                }
                orders.add(Arrays.stream(found.rows()).map(row -> track.op[row]).toArray());
            } else {
                return List.of();
            }
        }
        return orders;
    }
}
