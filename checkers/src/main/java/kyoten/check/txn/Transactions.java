package kyoten.check.txn;

/**
 * All transactions of a history in columns: a million of them fit in a few hundred megabytes and are walked without a pointer.
 * Transactions are numbered in order of invocation, their steps (micro-operations) run from {@link #firstStep} to {@link #endStep}.
 *
 * <p>Made by {@link TransactionsBuilder}; not changed afterwards.
 */
public final class Transactions {
    /** {@link #argument} of a read of an empty register. */
    static final int EMPTY = -1;
    /** {@link #end} of a transaction whose completion is not known. */
    static final long NEVER = Long.MAX_VALUE;

    static final byte WRITE = 0;
    static final byte READ_REGISTER = 1;
    static final byte READ_LIST = 2;
    static final byte READ_UNKNOWN = 3;

    private final Columns columns;
    private final Versions versions;

    /** The columns as the builder filled them. */
    record Columns(
            int[] process,
            long[] begin,
            long[] end,
            byte[] outcome,
            int[] opIndex,
            int[] firstStep,
            byte[] kind,
            int[] key,
            int[] argument,
            int[] length,
            int[] elements) {}

    Transactions(Columns columns, Versions versions) {
        this.columns = columns;
        this.versions = versions;
    }

    /** How many there are, failed and indeterminate ones included. */
    public int size() {
        return columns.process.length;
    }

    /** The index of the operation in its history. */
    public int opIndex(int txn) {
        return columns.opIndex[txn];
    }

    /** The process that ran it. */
    public int process(int txn) {
        return columns.process[txn];
    }

    Versions versions() {
        return versions;
    }

    long begin(int txn) {
        return columns.begin[txn];
    }

    long end(int txn) {
        return columns.end[txn];
    }

    boolean isOk(int txn) {
        return columns.outcome[txn] == Outcome.OK.ordinal();
    }

    boolean isFail(int txn) {
        return columns.outcome[txn] == Outcome.FAIL.ordinal();
    }

    int firstStep(int txn) {
        return columns.firstStep[txn];
    }

    int endStep(int txn) {
        return columns.firstStep[txn + 1];
    }

    int steps() {
        return columns.kind.length;
    }

    byte kind(int step) {
        return columns.kind[step];
    }

    int key(int step) {
        return columns.key[step];
    }

    /** The version written or read; {@link #EMPTY}; or where in the elements a list read begins. */
    int argument(int step) {
        return columns.argument[step];
    }

    /** How many elements a list read saw. */
    int length(int step) {
        return columns.length[step];
    }

    /** The version that is the i-th element of a list read. */
    int element(int step, int i) {
        return columns.elements[columns.argument[step] + i];
    }

    /** The last element of a list read, {@link #EMPTY} for the empty list. */
    int lastElement(int step) {
        int length = columns.length[step];
        return length == 0 ? EMPTY : columns.elements[columns.argument[step] + length - 1];
    }

    /** The version that a known read ended in: of a register its value, of a list its last element. */
    int versionRead(int step) {
        return columns.kind[step] == READ_LIST ? lastElement(step) : columns.argument[step];
    }

    /** A transaction in the field's notation: {@code T7 [append x 3, r y [1 2]]}. */
    String describe(int txn) {
        StringBuilder text = new StringBuilder("T").append(opIndex(txn)).append(" [");
        for (int step = firstStep(txn); step < endStep(txn); step++) {
            text.append(step == firstStep(txn) ? "" : ", ");
            describeStep(step, text);
        }
        return text.append(']').toString();
    }

    private void describeStep(int step, StringBuilder text) {
        Object key = versions.keyName(key(step));
        switch (kind(step)) {
            case WRITE -> text.append("w ").append(key).append(' ').append(versions.valueOf(argument(step)));
            case READ_UNKNOWN -> text.append("r ").append(key).append(" ?");
            case READ_REGISTER -> {
                int version = argument(step);
                text.append("r ").append(key).append(' ').append(version == EMPTY ? "nil" : versions.valueOf(version));
            }
            default -> text.append("r ").append(key).append(' ').append(describeList(step));
        }
    }

    /** The elements of a list read, shortened in the middle when there are many. */
    String describeList(int step) {
        StringBuilder text = new StringBuilder("[");
        int length = length(step);
        for (int i = 0; i < length; i++) {
            if (length > 12 && i == 2) {
                text.append(" …").append(length - 8).append(" more…");
                i = length - 6;
            }
            text.append(i == 0 ? "" : " ").append(versions.valueOf(element(step, i)));
        }
        return text.append(']').toString();
    }
}
