package kyoten.check.geo;

import java.util.Arrays;
import java.util.List;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Type;
import kyoten.history.Value;
import org.agrona.collections.Long2LongHashMap;

/**
 * The operations on one key at all sites, by invocation, as the claims read them: the greads and reads that were answered, and every
 * write and delete that may have taken effect. What failed or was rejected is left out, for it changed nothing.
 *
 * <p>A write takes <em>effect</em>, at the latest, when it is answered or when a gread that showed it was, whatever comes first.
 */
final class Rows {
    /** No row. */
    static final int NONE = -1;

    /** The instant of what may yet happen. */
    static final int NEVER = Integer.MAX_VALUE;

    private static final int[] NO_ROWS = {};

    final int size;
    final int[] op;
    final Kind[] kind;
    final int[] invoke;
    final int[] close;
    final int[] life;

    /** Of a gread or read the writes of what it shows, of a gwrite or gdelete those of what its context's gread had shown. */
    final int[][] shown;

    /** The gread that a gwrite or gdelete has its context from, or {@link #NONE}. */
    final int[] token;

    private final Keys keys;
    private final int[] stream;
    private final int[] site;
    private final int[] effect;
    private final int[] answered;

    /**
     * @param ops of one key, in order, that count
     * @param placeOfOp room for the place of each operation of the history; used again for the next key
     */
    Rows(Keys keys, int[] ops, int[] placeOfOp) {
        this.keys = keys;
        this.op = ops;
        size = ops.length;
        kind = new Kind[size];
        invoke = new int[size];
        close = new int[size];
        stream = new int[size];
        site = new int[size];
        life = new int[size];
        token = new int[size];
        shown = new int[size][];
        answered = new int[size];
        Long2LongHashMap writers = new Long2LongHashMap(Math.max(8, size), 0.6f, NONE);
        for (int row = 0; row < size; row++) {
            placeOfOp[ops[row]] = row;
            kind[row] = keys.kind(ops[row]);
            invoke[row] = keys.closes().invoke(ops[row]);
            close[row] = keys.closes().close(ops[row]);
            stream[row] = keys.lives().stream(ops[row]);
            site[row] = keys.lives().site(ops[row]);
            life[row] = keys.lives().life(ops[row]);
            if (kind[row].puts()) {
                putWriter(writers, row);
            }
        }
        effect = close.clone();
        for (int row = 0; row < size; row++) {
            token[row] = kind[row].carries() ? tokenOf(row, placeOfOp) : NONE;
            shown[row] = kind[row].reads() ? shownBy(row, writers) : NO_ROWS;
            noteEffects(row);
        }
        for (int row = 0; row < size; row++) {
            shown[row] = token[row] == NONE ? shown[row] : shown[token[row]];
        }
    }

    private void putWriter(Long2LongHashMap writers, int row) {
        long other = writers.put(keys.history().inputCell(op[row]), row);
        if (other != NONE) {
            throw Keys.bad(
                    keys.history(),
                    op[row],
                    "writes " + keys.history().op(op[row]).input() + " as " + op((int) other)
                            + " does; expected values that are written to their key once");
        }
    }

    private int tokenOf(int row, int[] placeOfOp) {
        History history = keys.history();
        int gread = history.token(op[row]);
        if (gread == Entry.NONE) {
            return NONE;
        }
        if (keys.kind(gread) != Kind.GREAD || history.keyId(gread) != history.keyId(op[row])) {
            throw Keys.bad(
                    history,
                    op[row],
                    "it carries the context of operation " + history.number(gread)
                            + "; expected as its token the number of a gread of its key, or none for the empty context");
        }
        return placeOfOp[gread];
    }

    private int[] shownBy(int row, Long2LongHashMap writers) {
        History history = keys.history();
        if (kind[row] == Kind.READ) {
            long writer = writers.get(history.outputCell(op[row]));
            return writer == NONE ? NO_ROWS : new int[] {(int) writer};
        }
        List<Value> values = values(row);
        answered[row] = values.size();
        int[] rows = new int[values.size()];
        int count = 0;
        for (Value value : values) {
            int writer = (int) writers.get(history.cell(value));
            if (writer != NONE && invoke[writer] < close[row] && !holds(rows, count, writer)) {
                rows[count++] = writer;
            }
        }
        return count == rows.length ? rows : Arrays.copyOf(rows, count);
    }

    private static boolean holds(int[] rows, int count, int row) {
        for (int i = 0; i < count; i++) {
            if (rows[i] == row) {
                return true;
            }
        }
        return false;
    }

    /** Whether a gread shows something that nobody had begun to write by then, or the same twice. */
    boolean invents(int gread) {
        return answered[gread] != shown[gread].length;
    }

    /** The values that a gread was answered. */
    List<Value> values(int gread) {
        Value answer = keys.history().value(keys.history().outputCell(op[gread]));
        if (!(answer instanceof Value.Items) && !(answer instanceof Value.Group)) {
            throw Keys.bad(
                    keys.history(), op[gread], "gread answered " + answer + "; expected a list or a set of values");
        }
        return answer.members();
    }

    private void noteEffects(int row) {
        if (kind[row] == Kind.GREAD) {
            for (int write : shown[row]) {
                effect[write] = Math.min(effect[write], close[row]);
            }
        }
    }

    int site(int row) {
        return site[row];
    }

    int stream(int row) {
        return stream[row];
    }

    /** The instant by which a write or delete has surely taken effect; {@link #NEVER} if it need not. */
    int effect(int row) {
        boolean sure = keys.history().type(op[row]) != Type.INFO || effect[row] < close[row];
        return sure ? effect[row] : NEVER;
    }

    /** The instant after which it surely takes no effect any more. */
    int end(int row) {
        return effect[row];
    }

    boolean isOk(int row) {
        return keys.history().type(op[row]) == Type.OK;
    }

    boolean mayBeLost(int row) {
        return keys.lives().mayBeLost(op[row]);
    }

    boolean shows(int gread, int write) {
        return holds(shown[gread], shown[gread].length, write);
    }

    /**
     * All invocations, all answers, and the times at which all had settled, in order; {@link #rowOf} and {@link
     * #instantOf} say what each is.
     */
    long[] events() {
        long[] events = new long[2 * size + keys.settled().length];
        int count = 0;
        for (int row = 0; row < size; row++) {
            events[count++] = ((long) invoke[row] << 32) | row;
            if (isOk(row)) {
                events[count++] = ((long) close[row] << 32) | row;
            }
        }
        for (int i = 0; i < keys.settled().length; i++) {
            events[count++] = ((long) keys.closes().after(keys.settled()[i]) << 32) | (size + i);
        }
        long[] sorted = Arrays.copyOf(events, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The row of an event; as many behind the last row as settled times came before it. */
    static int rowOf(long event) {
        return (int) event;
    }

    static int instantOf(long event) {
        return (int) (event >> 32);
    }

    /** How often all had settled. */
    int settledTimes() {
        return keys.settled().length;
    }

    int settledInstant(int time) {
        return keys.closes().after(keys.settled()[time]);
    }

    /** The first row that began after an instant. */
    int firstAfter(int instant) {
        int place = Arrays.binarySearch(invoke, instant);
        return place < 0 ? -place - 1 : place;
    }

    /** Writes and deletes that began before an instant and may yet take effect after it. */
    int[] late(int instant) {
        return java.util.stream.IntStream.range(0, firstAfter(instant))
                .filter(row -> !kind[row].reads() && close[row] > instant)
                .toArray();
    }

    /** The time of a settled event. */
    long settledAt(int row) {
        return keys.settled()[row - size];
    }

    /** As a sentence names it: {@code #12 c3 write x 5 -> ok}. */
    String op(int row) {
        return keys.history().op(op[row]).toString();
    }

    /** The value that a row wrote. */
    Value value(int row) {
        return keys.history().op(op[row]).input();
    }

    String siteName(int row) {
        return keys.lives().siteName(site(row));
    }

    /** About how much memory a search of these rows may take. */
    long bytes() {
        return size * (160L + 24L * keys.lives().streams());
    }

    History history() {
        return keys.history();
    }

    Lives lives() {
        return keys.lives();
    }
}
