package kyoten.check.txn;

/**
 * The external reads and final writes of register transactions: for each key that a transaction touches, what it read there before it
 * wrote, and what it left behind.
 */
final class Accesses {
    /** Nothing read, or nothing written. */
    static final int NONE = -2;

    private Accesses() {}

    /** Takes what a transaction did to one key. */
    interface Visit {
        /**
         * @param read the version read first, {@link Transactions#EMPTY}, or {@link #NONE}
         * @param written the version written last, or {@link #NONE}
         */
        void access(int txn, int key, int read, int written);
    }

    /** Visits every key of a transaction once, in order of first mention. Reads of transactions that are not ok are unknown. */
    static void of(Transactions txns, int txn, Visit visit) {
        for (int step = txns.firstStep(txn); step < txns.endStep(txn); step++) {
            if (isFirst(txns, txn, step)) {
                int read = txns.kind(step) == Transactions.READ_REGISTER && txns.isOk(txn) ? txns.argument(step) : NONE;
                visit.access(txn, txns.key(step), read, lastWrite(txns, txn, step));
            }
        }
    }

    private static boolean isFirst(Transactions txns, int txn, int step) {
        for (int before = txns.firstStep(txn); before < step; before++) {
            if (txns.key(before) == txns.key(step)) {
                return false;
            }
        }
        return true;
    }

    private static int lastWrite(Transactions txns, int txn, int first) {
        for (int step = txns.endStep(txn) - 1; step >= first; step--) {
            if (txns.key(step) == txns.key(first) && txns.kind(step) == Transactions.WRITE) {
                return txns.argument(step);
            }
        }
        return NONE;
    }
}
