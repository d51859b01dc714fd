package kyoten.check.txn;

import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;

/**
 * Transactional causal consistency, by the patterns of {@link CausalPattern}.
 *
 * <p>What is illegal: let a transaction t3 read key x from t1. Whatever is causally before t3, t3 sees. So if t2 wrote x too and is
 * causally before t3, t2's value was overwritten by t1's: t2 was committed before t1. These orders and the causal order together must be
 * without a cycle; then, and only then, some order of commits explains every read (Biswas and Enea, "On the Complexity of Checking
 * Transactional Consistency", OOPSLA 2019). A read of the empty register has no t1: then no t2 may be causally before it.
 *
 * <p>Of each session only its last write of x before t3 has to be looked at, the others are before that one anyway. So the work is in
 * proportion to reads times sessions. Operations: transactions of {@code w} and {@code r}, or single {@code read} and {@code write} with
 * a key.
 */
public final class CausalChecker implements Checker {
    private static final Claim CLAIM =
            new Claim("causal", "every transaction sees what is causally before it (transactional causal consistency)");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(
                CLAIM,
                limits,
                budget -> new CausalJudge(
                                CLAIM, history, HistoryTransactions.ofRegisters(history, budget), false, budget)
                        .judge());
    }
}
