package kyoten.check.geo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Op;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Counters that clients of many sites add to: every total is the sum of what was added by then.
 *
 * <p>A total is the sum of all additions that its site has heard of, each once. Surely among them are those that were acknowledged at
 * the same site before it was asked, and, once all had settled, those that were acknowledged at any site before that mark. Perhaps
 * among them is any that began before the total was answered and did not fail, also one in doubt. So illegal is a total outside of
 * the bounds: the sum of the sure ones plus all negative possible ones, and plus all positive possible ones. When all has settled and
 * nothing is in doubt, that leaves one number.
 *
 * <p>Illegal is also a number between the bounds that is no sum of the sure ones and some of the possible ones. Where the bounds are
 * far apart, this is not asked. What was acknowledged at a site that may have forgotten is possible, and not sure.
 *
 * <p>Operations: {@code add} of a whole number, {@code count}.
 */
public final class CounterTotals implements Checker {
    private static final Claim CLAIM =
            new Claim("counters-add-up", "the total of a counter is the sum of what was added to it, at any site");

    /** Between bounds that are further apart, sums are not looked for one by one. */
    private static final long WIDEST = 8192;

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(CLAIM, limits, budget -> judge(history, budget));
    }

    private static Verdict judge(History history, Budget budget) {
        Members members = new Members(history);
        TreeMap<Value, List<Op>> adds = new TreeMap<>();
        for (Op op : history.ops()) {
            if (op.f().equals("add") && op.type() != Type.FAIL) {
                amount(op);
                adds.computeIfAbsent(op.key(), any -> new ArrayList<>()).add(op);
            } else if (!op.f().equals("add") && !op.f().equals("count")) {
                throw bad(op, "unknown :f " + op.f() + "; expected add or count");
            }
        }
        long judged = 0;
        for (Op count : history.ops()) {
            if (count.f().equals("count") && count.ok()) {
                Bounds bounds = new Bounds(count, adds.getOrDefault(count.key(), List.of()), members, budget);
                if (!bounds.hold()) {
                    return broken(history, count, bounds);
                }
                judged++;
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("totals", judged));
    }

    private static long amount(Op add) {
        if (add.input() instanceof Value.Int amount) {
            return amount.value();
        }
        throw bad(add, "add of " + add.input() + "; expected a whole number");
    }

    private static MalformedHistoryException bad(Op op, String problem) {
        return new MalformedHistoryException(
                "history", op.history().line(op.index()), "operation " + op.number() + ": " + problem);
    }

    /** Between what a total must lie. */
    private static final class Bounds {
        private final List<Op> counted = new ArrayList<>();
        private final long total;
        private final List<Long> unsure = new ArrayList<>();
        private long sure;
        private long low;
        private long high;

        Bounds(Op count, List<Op> adds, Members members, Budget budget) {
            if (!(count.output() instanceof Value.Int number)) {
                throw bad(count, "count answers " + count.output() + "; expected a whole number");
            }
            total = number.value();
            boolean isMember =
                    members.leftSince(count.site(), count.invokedAt()).isEmpty();
            long settled = isMember ? members.settledBefore(count.invokedAt()) : Long.MIN_VALUE;
            for (Op add : adds) {
                budget.spend(0);
                if (count.precedes(add)) {
                    continue;
                }
                counted.add(add);
                boolean isThere = add.completedAt() < settled
                        || add.precedes(count) && add.site().equals(count.site());
                boolean isSure = add.ok() && isThere && !members.mayForget(add.site());
                long amount = amount(add);
                low += isSure ? amount : Math.min(0, amount);
                high += isSure ? amount : Math.max(0, amount);
                if (isSure) {
                    sure += amount;
                } else {
                    unsure.add(amount);
                }
            }
        }

        boolean hold() {
            return low <= total && total <= high && (high - low > WIDEST || isSum());
        }

        /** Whether the total is the sum of the sure additions and some of the others. */
        private boolean isSum() {
            BigInteger sums = BigInteger.ONE.shiftLeft((int) (sure - low));
            for (long amount : unsure) {
                sums = sums.or(sums.shiftLeft((int) amount));
            }
            return sums.testBit((int) (total - low));
        }
    }

    private static Verdict broken(History history, Op count, Bounds bounds) {
        int[] all = new int[bounds.counted.size() + 1];
        for (int i = 0; i < bounds.counted.size(); i++) {
            all[i] = bounds.counted.get(i).index();
        }
        all[all.length - 1] = count.index();
        Arrays.sort(all);
        History witness = history.select(all);
        String because = count + " at site " + count.site() + ", but what was added by then is at least " + bounds.low
                + " and at most " + bounds.high;
        int place = Arrays.binarySearch(all, count.index());
        return new Verdict.Broken(CLAIM, because, new Witness(witness, List.of(place), List.of()));
    }
}
