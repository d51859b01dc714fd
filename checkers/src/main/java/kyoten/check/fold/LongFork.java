package kyoten.check.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/**
 * Keys that are written once each, and transactions that read several of them.
 *
 * <p>What is illegal: a key goes from empty to written, once. Under snapshot isolation every read sees a prefix of one order of all
 * writes. If one read sees key a and not b, a's write stands before b's; if another sees b and not a, b's stands before a's. Both can't be:
 * the writes have forked. Parallel snapshot isolation allows that, snapshot isolation does not.
 *
 * <p>Operations: {@code write} with {@code [[w key value]]}, {@code read} with {@code [[r key value-or-nil] …]}; {@code txn} may stand
 * for either.
 */
public record LongFork() implements Checker {
    private static final Claim CLAIM = new Claim("long-fork", "all reads see the writes in one order");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(CLAIM, limits, budget -> new Judge(history, budget).judge());
    }

    /** One saw the first key and not the second. */
    private record Pair(Value seen, Value unseen) {}

    private static final class Judge {
        private final History history;
        private final Shape shape;
        private final Map<Pair, Integer> witnesses = new HashMap<>();
        private final Map<Value, Value> values = new HashMap<>();
        private long reads;

        Judge(History history, Budget budget) {
            this.history = history;
            shape = new Shape(history, budget);
        }

        Verdict judge() {
            for (int op = 0; op < history.size(); op++) {
                shape.function(op, "read", "write", "txn");
                if (history.type(op) == Type.OK) {
                    Verdict fork = transaction(op);
                    if (fork != null) {
                        return fork;
                    }
                }
            }
            return Verdict.unbroken(CLAIM, Evidence.of("reads of two and more keys", reads));
        }

        private @Nullable Verdict transaction(int op) {
            List<Value> seen = new ArrayList<>();
            List<Value> unseen = new ArrayList<>();
            for (Value step : shape.elements(op, history.op(op).output(), "the value")) {
                List<Value> parts = step.members();
                if (parts.size() != 3) {
                    throw shape.bad(op, "the micro-operation is " + step + "; expected [r key value] or [w key value]");
                }
                if (parts.get(0).equals(Value.of("r"))) {
                    (parts.get(2).isNil() ? unseen : seen).add(parts.get(1));
                }
                if (!parts.get(2).isNil()) {
                    onlyValue(op, parts.get(1), parts.get(2));
                }
            }
            reads += seen.size() + unseen.size() > 1 ? 1 : 0;
            return compare(op, seen, unseen);
        }

        private void onlyValue(int op, Value key, Value value) {
            Value before = values.putIfAbsent(key, value);
            if (before != null && !before.equals(value)) {
                throw shape.bad(
                        op,
                        "key " + key + " has the value " + value + " and had " + before + "; expected one write a key");
            }
        }

        private @Nullable Verdict compare(int op, List<Value> seen, List<Value> unseen) {
            for (Value yes : seen) {
                for (Value no : unseen) {
                    Integer other = witnesses.get(new Pair(no, yes));
                    if (other != null) {
                        String because =
                                "#%d sees key %s and not %s, #%d sees %s and not %s: no order of the two writes explains both"
                                        .formatted(history.number(op), yes, no, history.number(other), no, yes);
                        return Evidences.broken(CLAIM, history, because, op, other);
                    }
                    witnesses.putIfAbsent(new Pair(yes, no), op);
                }
            }
            return null;
        }
    }
}
