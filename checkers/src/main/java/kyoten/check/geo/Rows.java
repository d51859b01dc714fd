package kyoten.check.geo;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
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
    private final boolean[] ok;
    private final boolean[] mayBeLost;
    private final int[] end;
    private final int[] effect;
    private final int[] answered;
    private final Value[] answer;

    /**
     * @param ops of one key, in order, that count
     * @param placeOfOp room for the place of each operation of the history; used again for the next key
     */
    Rows(Keys keys, int[] ops, int[] placeOfOp) {
        this.keys = keys;
        this.op = ops;
        size = ops.length;
        kind = new Kind[size];
        Arrays.setAll(kind, row -> keys.kind(ops[row]));
        // Column by column: the operations of a key lie far apart, and a processor waits for many such places at once.
        invoke = column(keys.closes()::invoke);
        close = column(keys.closes()::close);
        stream = column(keys.lives()::stream);
        site = column(keys.lives()::site);
        life = column(keys.lives()::life);
        ok = new boolean[size];
        mayBeLost = new boolean[size];
        for (int row = 0; row < size; row++) {
            ok[row] = keys.history().type(ops[row]) == Type.OK;
            mayBeLost[row] = keys.lives().mayBeLost(site[row], ops[row]);
            placeOfOp[ops[row]] = row;
        }
        token = new int[size];
        Arrays.setAll(token, row -> kind[row].carries() ? tokenOf(row, placeOfOp) : NONE);
        shown = new int[size][];
        answered = new int[size];
        answer = new Value[size];
        History history = keys.history();
        Arrays.setAll(answer, row -> kind[row].reads() ? history.value(history.outputCell(ops[row])) : Value.NIL);
        Long2LongHashMap writers = writers();
        Arrays.setAll(shown, row -> kind[row].reads() ? shownBy(row, writers) : NO_ROWS);
        end = close.clone();
        noteShown();
        effect = new int[size];
        Arrays.setAll(effect, row -> ok[row] || end[row] < close[row] ? end[row] : NEVER);
    }

    /** What the operation of each row has. */
    int[] column(IntUnaryOperator ofOp) {
        int[] column = new int[size];
        for (int row = 0; row < size; row++) {
            column[row] = ofOp.applyAsInt(op[row]);
        }
        return column;
    }

    private Long2LongHashMap writers() {
        Long2LongHashMap writers = new Long2LongHashMap(Math.max(8, size), 0.6f, NONE);
        for (int row = 0; row < size; row++) {
            if (kind[row].puts()) {
                putWriter(writers, row);
            }
        }
        return writers;
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
            long writer = writers.get(history.cell(answer[row]));
            return writer == NONE ? NO_ROWS : new int[] {(int) writer};
        }
        List<Value> values = values(row);
        answered[row] = values.size();
        int[] rows = new int[values.size()];
        Arrays.fill(rows, NONE);
        int count = 0;
        for (Value value : values) {
            int writer = (int) writers.get(history.cell(value));
            if (writer == NONE || invoke[writer] >= close[row]) {
                continue;
            } else if (!isAmong(rows, writer)) {
                rows[count++] = writer;
            } else if (mayComeTwice(writer)) {
                answered[row]--;
            }
        }
        return count == rows.length ? rows : Arrays.copyOf(rows, count);
    }

    /** Whether a row is one of a few. */
    static boolean isAmong(int[] rows, int row) {
        for (int one : rows) {
            if (one == row) {
                return true;
            }
        }
        return false;
    }

    /** Whether a gread shows something that nobody had begun to write by then, or twice what can't come twice. */
    boolean invents(int gread) {
        return answered[gread] != shown[gread].length;
    }

    /** Whether a read was answered that there is no value. */
    boolean isNothing(int read) {
        return answer[read].isNil();
    }

    /** The values that a gread was answered. */
    List<Value> values(int gread) {
        Value given = answer[gread];
        if (!(given instanceof Value.Items) && !(given instanceof Value.Group)) {
            throw Keys.bad(
                    keys.history(), op[gread], "gread answered " + given + "; expected a list or a set of values");
        }
        return given.members();
    }

    /** Writes that a gread shows have taken effect; who carries a context has been shown what its gread was. */
    private void noteShown() {
        for (int row = 0; row < size; row++) {
            if (kind[row] == Kind.GREAD) {
                for (int write : shown[row]) {
                    end[write] = Math.min(end[write], close[row]);
                }
            } else if (token[row] != NONE) {
                shown[row] = shown[token[row]];
            }
        }
    }

    int site(int row) {
        return site[row];
    }

    int stream(int row) {
        return stream[row];
    }

    /**
     * Whether an update may have been done twice: it was open when its site was set back, its client asked again, and other sites had
     * it of before.
     */
    boolean mayComeTwice(int row) {
        return life[row] == Lives.NONE;
    }

    /** Whether two operations of one site began in the same life of it. */
    boolean inOneLife(int row, int other) {
        Lives lives = keys.lives();
        return lives.firstOfLife(site[row], stream[row]) == lives.firstOfLife(site[other], stream[other]);
    }

    /** The instant by which a write or delete has surely taken effect; {@link #NEVER} if it need not. */
    int effect(int row) {
        return effect[row];
    }

    /** The instant after which it surely takes no effect any more. */
    int end(int row) {
        return end[row];
    }

    boolean isOk(int row) {
        return ok[row];
    }

    boolean mayBeLost(int row) {
        return mayBeLost[row];
    }

    boolean shows(int gread, int write) {
        return isAmong(shown[gread], write);
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

    /** The rows of some kind, in order. */
    int[] which(IntPredicate some) {
        int[] which = new int[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            if (some.test(row)) {
                which[count++] = row;
            }
        }
        return Arrays.copyOf(which, count);
    }

    /** Writes and deletes that began before an instant and may yet take effect after it. */
    int[] late(int instant) {
        return which(row -> invoke[row] < instant && !kind[row].reads() && close[row] > instant);
    }

    /** The time of the mark that all had settled. */
    long settledAt(int time) {
        return keys.settled()[time];
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
