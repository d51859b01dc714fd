package kyoten.check.fold;

import io.vavr.control.Option;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
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
 * Accounts, transfers between them, and reads of all balances.
 *
 * <p>What is illegal: a transfer takes from one account what it gives to another, so every state that a serial execution passes has the
 * same sum of balances. Under snapshot isolation a read sees one such state. So a read whose sum is another saw half of a transfer, or a
 * lost one. Accounts are neither opened nor closed, so a read shows the same accounts as every other, each with a balance. And where a
 * transfer is refused when the account lacks the amount, no state has a negative balance.
 *
 * <p>Operations: {@code transfer} with {@code {from, to, amount}}, {@code read} with a map of account to balance. The total and the
 * accounts are those of the first read, if nothing else is said.
 *
 * @param total the sum of all balances, if known
 * @param negativeBalances whether an account may be overdrawn
 */
public record Bank(Option<Long> total, boolean negativeBalances) implements Checker {
    private static final Claim CLAIM = new Claim("bank", "every read sees all accounts, with the same sum of balances");

    /** Total by the first read, no negative balances. */
    public Bank() {
        this(Option.none(), false);
    }

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
        int first = -1;
        long expected = 0;
        Set<Value> accounts = new TreeSet<>();
        long reads = 0;
        for (int op = 0; op < history.size(); op++) {
            if (!shape.function(op, "read", "transfer").equals("read") || history.type(op) != Type.OK) {
                continue;
            }
            SortedMap<Value, Value> balances = shape.table(op, history.op(op).output(), "the value read");
            if (first < 0) {
                first = op;
                accounts.addAll(balances.keySet());
                expected = total.isDefined() ? total.get() : sum(shape, op, balances);
            }
            reads++;
            String problem = problem(shape, op, balances, accounts, expected);
            if (!problem.isEmpty()) {
                return Evidences.broken(CLAIM, history, history.op(op) + ": " + problem, op, first);
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("reads", reads));
    }

    private String problem(Shape shape, int op, SortedMap<Value, Value> balances, Set<Value> accounts, long expected) {
        if (!balances.keySet().equals(accounts)) {
            return "shows the accounts " + balances.keySet() + "; the first read showed " + accounts;
        }
        if (balances.containsValue(Value.NIL)) {
            return "shows an account without a balance";
        }
        long sum = sum(shape, op, balances);
        if (sum != expected) {
            return "the balances sum up to " + sum + "; expected " + expected;
        }
        for (var account : balances.entrySet()) {
            if (!negativeBalances && shape.whole(op, account.getValue(), "a balance") < 0) {
                return "account " + account.getKey() + " is overdrawn, its balance is " + account.getValue();
            }
        }
        return "";
    }

    private static long sum(Shape shape, int op, SortedMap<Value, Value> balances) {
        long sum = 0;
        for (Value balance : balances.values()) {
            sum += balance.isNil() ? 0 : shape.whole(op, balance, "a balance");
        }
        return sum;
    }
}
