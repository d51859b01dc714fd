package kyoten.check.fold;

import java.util.HashMap;
import java.util.Map;
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
 * A generator of identifiers.
 *
 * <p>What is illegal: an identifier names one thing, so no two acknowledged requests may have got the same. What requests in doubt got
 * nobody knows.
 *
 * <p>Operations: {@code generate}, answered with the identifier.
 */
public record UniqueIds() implements Checker {
    private static final Claim CLAIM = new Claim("unique-ids", "no identifier was given out twice");

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
        Map<Value, Integer> given = new HashMap<>();
        for (int op = 0; op < history.size(); op++) {
            shape.function(op, "generate");
            if (history.type(op) != Type.OK) {
                continue;
            }
            Value id = shape.present(op, history.op(op).output(), "identifier");
            Integer before = given.putIfAbsent(id, op);
            if (before != null) {
                String because = "the identifier %s was given out by #%d and again by #%d"
                        .formatted(id, history.number(before), history.number(op));
                return Evidences.broken(CLAIM, history, because, op, before);
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("identifiers", given.size()));
    }
}
