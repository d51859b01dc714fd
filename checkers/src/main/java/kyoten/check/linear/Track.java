package kyoten.check.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The operations on one object, as a search reads them: by invocation, with the events of real time in order.
 *
 * <p>An operation that is indeterminate is <em>optional</em>: it may take effect until its return (the close of its session) or
 * never. One that never returns has the return {@link #NEVER}.
 */
final class Track {
    /** The return of an operation that may take effect for ever. */
    static final int NEVER = Integer.MAX_VALUE;

    /** What a register's operation does; other models have calls instead. */
    enum Kind {
        /** Saw {@code expected}. */
        READ,
        /** Saw anything but {@code expected}: a compare-and-set that was told so. */
        OTHER,
        /** Puts {@code written}, whatever was there. */
        WRITE,
        /** Saw {@code expected} and put {@code written}. */
        SWAP
    }

    int size;
    int[] op;
    Kind[] kind;
    long[] expected;
    long[] written;
    int[] invoke;
    int[] close;
    boolean[] optional;

    /** The cells of the values that stand as small numbers in {@code expected} and {@code written}; empty if they stand themselves. */
    long[] cells = {};

    /** The row that a row refers to (the gread of its token), or -1; empty if none does. */
    int[] refersTo = {};

    /** What a model steps by; empty for a register. */
    Call[] calls = {};

    private @Nullable Sources sources;

    /** What a row does, seen by others: a swap of a value for itself that must happen is a read. */
    Kind role(int row) {
        return kind[row] == Kind.SWAP && expected[row] == written[row] && !optional[row] ? Kind.READ : kind[row];
    }

    Track(int size) {
        this.size = size;
        op = new int[size];
        kind = new Kind[size];
        expected = new long[size];
        written = new long[size];
        invoke = new int[size];
        close = new int[size];
        optional = new boolean[size];
    }

    /** Which writes of this register an operation may have met; computed once. */
    Sources sources() {
        if (sources == null) {
            sources = new Sources(this);
        }
        return sources;
    }

    /** Makes room for as many rows again; for a track that is filled while it is searched, and whose rows are used again. */
    void grow() {
        size *= 2;
        op = Arrays.copyOf(op, size);
        kind = Arrays.copyOf(kind, size);
        expected = Arrays.copyOf(expected, size);
        written = Arrays.copyOf(written, size);
        invoke = Arrays.copyOf(invoke, size);
        close = Arrays.copyOf(close, size);
        optional = Arrays.copyOf(optional, size);
        calls = calls.length == 0 ? calls : Arrays.copyOf(calls, size);
    }

    /** These rows alone, in order. */
    Track select(int[] rows) {
        Track part = new Track(rows.length);
        part.cells = cells;
        part.calls = calls.length == 0 ? calls : new Call[rows.length];
        for (int i = 0; i < rows.length; i++) {
            part.op[i] = op[rows[i]];
            part.kind[i] = kind[rows[i]];
            part.expected[i] = expected[rows[i]];
            part.written[i] = written[rows[i]];
            part.invoke[i] = invoke[rows[i]];
            part.close[i] = close[rows[i]];
            part.optional[i] = optional[rows[i]];
            if (calls.length > 0) {
                part.calls[i] = calls[rows[i]];
            }
        }
        part.refersTo = new int[refersTo.length == 0 ? 0 : rows.length];
        for (int i = 0; i < part.refersTo.length; i++) {
            part.refersTo[i] = Math.max(-1, java.util.Arrays.binarySearch(rows, refersTo[rows[i]]));
        }
        return part;
    }

    /** Rows, doubled, plus one for a return, in the order of time; what never returns has no second event. */
    int[] events() {
        int first = size == 0 ? 0 : invoke[0];
        int last = first;
        int count = 0;
        for (int row = 0; row < size; row++) {
            last = Math.max(last, close[row] == NEVER ? invoke[row] : close[row]);
            count += close[row] == NEVER ? 1 : 2;
        }
        return last - first < 8L * size ? scattered(first, last, count) : sorted(count);
    }

    /** By place: an array of all instants, of which at least an eighth have events. Instants of events are different. */
    private int[] scattered(int first, int last, int count) {
        int[] at = new int[last - first + 1];
        for (int row = 0; row < size; row++) {
            boolean taken = at[invoke[row] - first] != 0;
            at[invoke[row] - first] = 2 * row + 1;
            if (close[row] != NEVER) {
                taken |= at[close[row] - first] != 0;
                at[close[row] - first] = 2 * row + 2;
            }
            if (taken) {
                return sorted(count);
            }
        }
        int[] events = new int[count];
        int next = 0;
        for (int event : at) {
            if (event != 0) {
                events[next++] = event - 1;
            }
        }
        return events;
    }

    private int[] sorted(int count) {
        long[] keyed = new long[count];
        int next = 0;
        for (int row = 0; row < size; row++) {
            keyed[next++] = ((long) invoke[row] << 32) | (2L * row);
            if (close[row] != NEVER) {
                keyed[next++] = ((long) close[row] << 32) | (2L * row + 1);
            }
        }
        Arrays.sort(keyed);
        int[] events = new int[count];
        for (int i = 0; i < count; i++) {
            events[i] = (int) keyed[i];
        }
        return events;
    }
}
