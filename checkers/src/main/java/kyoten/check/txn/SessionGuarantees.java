package kyoten.check.txn;

import java.util.stream.IntStream;
import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;

/**
 * The four session guarantees (Terry et al., "Session Guarantees for Weakly Consistent Replicated Data", 1994), all at once, for registers
 * whose values are unique.
 *
 * <p>What is illegal: a read returns value u of a key although a write w of that key, which the reader's session depends on, surely came
 * after u's write (or the register was found empty). Each guarantee says what a session depends on. If the session wrote w itself, it
 * did not <em>read its own writes</em>. If it had read w, its <em>reads were not monotonic</em>. If it had only read something that came
 * after w: where one session wrote u and then w, its <em>writes were not monotonic</em>; else w's session had read what led to u, and
 * <em>writes did not follow reads</em>. "Surely after" is the causal order, of sessions and of who read from whom.
 *
 * <p>Operations: as for {@link CausalChecker}, which judges more: an order of commits, and what happens within a transaction.
 */
public final class SessionGuarantees implements Checker {
    private static final Claim CLAIM = new Claim(
            "session-guarantees",
            "sessions read their writes, reads and writes are monotonic, and writes follow reads");

    /** What a session may rely on. */
    enum Guarantee {
        READ_YOUR_WRITES("read your writes"),
        MONOTONIC_READS("monotonic reads"),
        MONOTONIC_WRITES("monotonic writes"),
        WRITES_FOLLOW_READS("writes follow reads");

        final String label;

        Guarantee(String label) {
            this.label = label;
        }
    }

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
                                CLAIM, history, HistoryTransactions.ofRegisters(history, budget), true, budget)
                        .judge());
    }

    /**
     * The guarantee that is broken when a reader sees a version older than one that it depends on.
     *
     * @param from who wrote what was read, or -1 if nothing was
     * @param other who wrote the later version
     */
    static Guarantee broken(Transactions txns, Writers writers, CausalOrder causal, int reader, int from, int other) {
        if (causal.session(other) == causal.session(reader)) {
            return Guarantee.READ_YOUR_WRITES;
        }
        boolean hadRead = IntStream.range(0, causal.place(reader))
                .map(place -> causal.member(causal.session(reader), place))
                .anyMatch(earlier -> readFrom(txns, writers, earlier, other));
        if (hadRead) {
            return Guarantee.MONOTONIC_READS;
        }
        boolean oneSession = from < 0 || causal.session(from) == causal.session(other);
        return oneSession ? Guarantee.MONOTONIC_WRITES : Guarantee.WRITES_FOLLOW_READS;
    }

    private static boolean readFrom(Transactions txns, Writers writers, int reader, int writer) {
        return IntStream.range(txns.firstStep(reader), txns.endStep(reader))
                .filter(step -> txns.kind(step) == Transactions.READ_REGISTER)
                .map(txns::argument)
                .anyMatch(version -> version != Transactions.EMPTY && writers.of(version) == writer);
    }
}
