package kyoten.check.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * A set to which elements are added, and a read of all of it at the end.
 *
 * <p>What is illegal: nothing is ever removed. So the last read must show every element whose addition was acknowledged before that read
 * began; and it can show no element that nobody tried to add, or whose addition surely failed. Of elements whose addition is in doubt it
 * may show any.
 *
 * <p>Operations: {@code add} of an element, {@code read} of the set. Only the last ok read is judged; see {@link SetFull} for all.
 */
public record SetFinal() implements Checker {
    private static final Claim CLAIM =
            new Claim("set", "the last read shows every element that was added, and no other");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(CLAIM, limits, budget -> judge(history, budget));
    }

    private Verdict judge(History history, Budget budget) {
        Shape shape = new Shape(history, budget);
        int read = -1;
        Map<Value, Integer> adds = new HashMap<>();
        for (int op = 0; op < history.size(); op++) {
            if (shape.function(op, "add", "read").equals("add")) {
                Value element = shape.present(op, history.op(op).input(), "element to add");
                adds.merge(element, op, (before, now) -> better(history, before, now));
            } else if (history.type(op) == Type.OK) {
                read = op;
            }
        }
        if (read < 0) {
            return new Verdict.Unknown(CLAIM, "the set was never read, so nothing is known of what it holds");
        }
        return judge(history, shape, read, adds);
    }

    /** Of two additions of one element, the one that says most: that ended first, that is in doubt, that failed. */
    private static int better(History history, int before, int now) {
        return rank(history, now) < rank(history, before) ? now : before;
    }

    private static long rank(History history, int add) {
        return history.type(add) == Type.FAIL ? Long.MAX_VALUE : history.returnRank(add);
    }

    private static Verdict judge(History history, Shape shape, int read, Map<Value, Integer> adds) {
        List<Value> seen = shape.elements(read, history.op(read).output(), "the set read");
        for (Value element : seen) {
            Integer add = adds.get(element);
            if (add == null) {
                return Evidences.broken(
                        CLAIM, history, "the last read shows " + element + ", which nobody tried to add", read);
            }
            if (history.type(add) == Type.FAIL) {
                return Evidences.broken(
                        CLAIM, history, "the last read shows " + element + ", whose addition failed", read, add);
            }
        }
        Set<Value> present = new HashSet<>(seen);
        long acknowledged = 0;
        for (int add = 0; add < history.size(); add++) {
            boolean counts = history.fName(history.fId(add)).equals("add")
                    && history.type(add) == Type.OK
                    && history.returnRank(add) < history.invokeRank(read);
            acknowledged += counts ? 1 : 0;
            if (counts && !present.contains(history.op(add).input())) {
                return Evidences.broken(
                        CLAIM,
                        history,
                        history.op(add) + " was acknowledged before the last read began, which lacks it: it is lost",
                        read,
                        add);
            }
        }
        Evidence evidence = Evidence.of("elements read", seen.size()).and("additions acknowledged", acknowledged);
        return Verdict.unbroken(CLAIM, evidence);
    }
}
