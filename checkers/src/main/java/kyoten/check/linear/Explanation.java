package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Value;

/** Says in words why a track has no order: the operation that fails, what it saw, what it could have seen. */
final class Explanation {
    private static final int FEW = 12;

    private final Claim claim;
    private final Subject subject;
    private final History history;
    private final Track track;

    Explanation(Claim claim, Subject subject, History history, Track track) {
        this.claim = claim;
        this.subject = subject;
        this.history = history;
        this.track = track;
    }

    Verdict of(int stuck, Limits limits) {
        int[] rows = new Shrink(subject, limits).smallest(track, stuck);
        Track small = track.select(rows);
        int failing = subject.search(small, limits, false) instanceof Outcome.Stuck again ? again.row() : -1;
        int[] ops = Arrays.stream(small.op).sorted().toArray();
        History witness = history.select(ops);
        if (failing < 0) {
            throw new IllegalStateException("a witness that holds");
        }
        Op op = history.op(small.op[failing]);
        String because = op + object(history, op.index()) + " has no place in any order of these " + rows.length
                + " operations" + couldHaveSeen(small, failing, limits);
        int lit = Arrays.binarySearch(ops, op.index());
        return new Verdict.Broken(claim, because, new Witness(witness, List.of(lit), List.of()));
    }

    private String couldHaveSeen(Track small, int failing, Limits limits) {
        List<Value> possible = new ArrayList<>();
        for (Subject.Answer answer : subject.answers(history, small, failing)) {
            if (possible.size() < FEW && subject.search(answer.track(), limits, false) instanceof Outcome.Found) {
                possible.add(answer.value());
            }
        }
        if (possible.isEmpty()) {
            return "";
        }
        return "; it could have met "
                + String.join(" or ", possible.stream().map(Value::toString).toList());
    }

    /** On which site and key, if the history has such. */
    static String object(History history, int op) {
        Op some = history.op(op);
        return (some.key().isNil() ? "" : " on key " + some.key())
                + (some.site().isEmpty() ? "" : " at site " + some.site());
    }
}
