package kyoten.check.txn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects transactions in the order of their invocation. Steps are added between {@link #begin} and {@link #finish}.
 *
 * <p>Times are positions on one axis; whether they are nanoseconds or line numbers makes no difference. Equal times are concurrent.
 */
public final class TransactionsBuilder {
    private final Versions versions = new Versions();
    private final IntList process = new IntList(1 << 10);
    private final IntList outcome = new IntList(1 << 10);
    private final IntList opIndex = new IntList(1 << 10);
    private final IntList firstStep = new IntList(1 << 10);
    private final IntList kind = new IntList(1 << 12);
    private final IntList key = new IntList(1 << 12);
    private final IntList argument = new IntList(1 << 12);
    private final IntList length = new IntList(1 << 12);
    private final IntList elements = new IntList(1 << 12);
    private long[] begin = new long[1 << 10];
    private long[] end = new long[1 << 10];

    /** Begins a transaction; its steps follow. */
    public TransactionsBuilder begin(int ofProcess, int indexOfOp) {
        process.add(ofProcess);
        opIndex.add(indexOfOp);
        firstStep.add(kind.size());
        return this;
    }

    /** A write or append of the transaction begun last. */
    public TransactionsBuilder write(Object toKey, Object value) {
        int keyNumber = versions.key(toKey);
        return step(Transactions.WRITE, keyNumber, versions.version(keyNumber, value), 0);
    }

    /** A read of a register; null stands for an empty one. */
    public TransactionsBuilder readRegister(Object ofKey, @Nullable Object value) {
        int keyNumber = versions.key(ofKey);
        int version = value == null ? Transactions.EMPTY : versions.version(keyNumber, value);
        return step(Transactions.READ_REGISTER, keyNumber, version, 0);
    }

    /** A read of a list. */
    public TransactionsBuilder readList(Object ofKey, Iterable<?> values) {
        int keyNumber = versions.key(ofKey);
        int from = elements.size();
        for (Object value : values) {
            elements.add(versions.version(keyNumber, value));
        }
        return step(Transactions.READ_LIST, keyNumber, from, elements.size() - from);
    }

    /** A read of a list of whole numbers, without boxes. */
    public TransactionsBuilder readList(Object ofKey, long[] values, int count) {
        int keyNumber = versions.key(ofKey);
        int from = elements.size();
        for (int i = 0; i < count; i++) {
            elements.add(versions.version(keyNumber, values[i]));
        }
        return step(Transactions.READ_LIST, keyNumber, from, count);
    }

    /** A read whose result is not known. */
    public TransactionsBuilder readUnknown(Object ofKey) {
        return step(Transactions.READ_UNKNOWN, versions.key(ofKey), 0, 0);
    }

    /** Any step, dispatched. */
    public TransactionsBuilder step(MicroOp op) {
        if (op instanceof MicroOp.Write write) {
            return write(write.key(), write.value());
        }
        if (op instanceof MicroOp.ReadRegister read) {
            return readRegister(read.key(), read.value().getOrNull());
        }
        if (op instanceof MicroOp.ReadList read) {
            return readList(read.key(), read.elements());
        }
        if (op instanceof MicroOp.UnknownRead read) {
            return readUnknown(read.key());
        }
        throw new IllegalArgumentException("unknown micro-operation: " + op);
    }

    /** Ends the transaction begun last. {@code endedAt} counts for {@link Outcome#OK} alone: the others may go on for ever. */
    public TransactionsBuilder finish(Outcome how, long beganAt, long endedAt) {
        int txn = outcome.size();
        if (txn == begin.length) {
            begin = Arrays.copyOf(begin, IntList.grown(txn));
            end = Arrays.copyOf(end, IntList.grown(txn));
        }
        begin[txn] = beganAt;
        end[txn] = how == Outcome.OK ? endedAt : Transactions.NEVER;
        outcome.add(how.ordinal());
        return this;
    }

    /** What was collected. */
    public Transactions build() {
        int size = outcome.size();
        if (process.size() != size) {
            throw new IllegalStateException("a transaction was begun and not finished");
        }
        firstStep.add(kind.size());
        return new Transactions(
                new Transactions.Columns(
                        process.toArray(),
                        Arrays.copyOf(begin, size),
                        Arrays.copyOf(end, size),
                        bytes(outcome),
                        opIndex.toArray(),
                        firstStep.toArray(),
                        bytes(kind),
                        key.toArray(),
                        argument.toArray(),
                        length.toArray(),
                        elements.toArray()),
                versions);
    }

    private TransactionsBuilder step(byte ofKind, int ofKey, int withArgument, int ofLength) {
        kind.add(ofKind);
        key.add(ofKey);
        argument.add(withArgument);
        length.add(ofLength);
        return this;
    }

    private static byte[] bytes(IntList list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) list.get(i);
        }
        return bytes;
    }
}
