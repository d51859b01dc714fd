package kyoten.scenario.catalogue;

import java.util.List;
import java.util.TreeMap;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Value;

/** Judges what pingers tell of their pongs: a count never goes back, and at the end it is not zero. */
public final class PingsAreCounted implements Checker {
    private static final Claim CLAIM =
            new Claim("pings-are-counted", "the count of a client never goes back, and grows as long as it lives");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        TreeMap<String, Op> latest = new TreeMap<>();
        for (Op op : history.ops()) {
            Op before = op.ok() ? latest.put(op.process(), op) : null;
            if (before != null && count(op) < count(before)) {
                return broken(history, before, op);
            }
        }
        for (Op last : latest.values()) {
            if (count(last) == 0) {
                return broken(history, last, last);
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("counts", history.size()));
    }

    private static long count(Op op) {
        return ((Value.Int) op.output()).value();
    }

    private static Verdict broken(History history, Op before, Op op) {
        String because = before.equals(op)
                ? op.process() + " counted nothing until the end"
                : op.process() + " had counted " + count(before) + " pongs and then told " + count(op);
        int[] shown = before.equals(op) ? new int[] {op.index()} : new int[] {before.index(), op.index()};
        History witness = history.select(shown);
        return new Verdict.Broken(CLAIM, because, new Witness(witness, List.of(witness.size() - 1), List.of()));
    }
}
