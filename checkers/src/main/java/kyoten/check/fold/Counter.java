package kyoten.check.fold;

import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Type;

/**
 * A counter that is added to, and read.
 *
 * <p>What is illegal: the value at a read's point in time is the sum of all additions that took effect before it. An addition that was
 * acknowledged before the read began is surely among them; one that began before the read returned, and did not fail, may be; no other
 * is. So the value lies between the sum of the sure ones plus all negative possible ones, and the sum of the sure ones plus all positive
 * possible ones. The bounds are necessary, and not sufficient: not every value between them need be a possible sum.
 *
 * <p>Operations: {@code add} of a whole number, {@code read}. The counter starts at zero.
 */
public record Counter() implements Checker {
    private static final Claim CLAIM =
            new Claim("counter", "every read is between what was surely added and what may have been");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(CLAIM, limits, budget -> new Judge(history, budget).judge());
    }

    /**
     * Walks the events in their order and keeps four sums: of positive and of negative amounts, acknowledged so far and begun so far. A
     * read lies between the positive acknowledged before it began plus the negative begun before it returned, and the reverse.
     */
    private static final class Judge {
        private final History history;
        private final Shape shape;
        private final long[] gainedAtStart;
        private final long[] spentAtStart;
        private long gained;
        private long spent;
        private long mayGain;
        private long maySpend;
        private long reads;

        Judge(History history, Budget budget) {
            this.history = history;
            shape = new Shape(history, budget);
            gainedAtStart = new long[history.size()];
            spentAtStart = new long[history.size()];
        }

        Verdict judge() {
            for (long event : Events.inOrder(history)) {
                int op = Events.op(event);
                if (shape.function(op, "add", "read").equals("add")) {
                    add(op, Events.isReturn(event));
                } else if (!Events.isReturn(event)) {
                    gainedAtStart[op] = gained;
                    spentAtStart[op] = spent;
                } else if (history.type(op) == Type.OK) {
                    reads++;
                    long value = shape.whole(op, history.op(op).output(), "the value read");
                    long low = gainedAtStart[op] + maySpend;
                    long high = spentAtStart[op] + mayGain;
                    if (value < low || value > high) {
                        String because =
                                "%s: expected a value from %d, which was surely there, to %d, which may have been"
                                        .formatted(history.op(op), low, high);
                        return Evidences.broken(CLAIM, history, because, op);
                    }
                }
            }
            Evidence evidence = Evidence.of("operations", history.size()).and("reads", reads);
            return Verdict.unbroken(
                    CLAIM, reads > 0 ? evidence : evidence.note("no read: nothing had to be explained"));
        }

        private void add(int op, boolean isReturn) {
            long amount = shape.whole(op, history.op(op).input(), "the amount");
            if (isReturn && history.type(op) == Type.OK) {
                gained += Math.max(amount, 0);
                spent += Math.min(amount, 0);
            } else if (!isReturn && history.type(op) != Type.FAIL) {
                mayGain += Math.max(amount, 0);
                maySpend += Math.min(amount, 0);
            }
        }
    }
}
