package kyoten.history;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;

/**
 * What the clients of a system saw: whole operations in the order of their invocations, and the recorder's marks. Immutable.
 *
 * <p>Real time is kept as <em>ranks</em>: every invocation and every definite return has one, and an operation precedes another
 * iff its return's rank is below the other's invocation's. Entries of equal time are ranked by {@link Ties}. A failed operation
 * has ranks too; an indeterminate one returns at {@link #OPEN}, after everything else. Checkers compare ranks and never times.
 *
 * <p>The typed view is {@link #op}; the columns behind it are there for checkers that read millions of operations: equal values
 * have equal cells, and processes, keys, sites and functions are small numbers.
 */
public final class History {

    /** The rank of a return that never came. */
    public static final int OPEN = Integer.MAX_VALUE;

    private static final Type[] TYPES = Type.values();

    private final Columns columns;
    private final List<Mark> marks;
    private final boolean timed;
    private final Ties ties;

    History(Columns columns, List<Mark> marks, boolean timed, Ties ties) {
        this.columns = columns;
        this.marks = List.copyOf(marks);
        this.timed = timed;
        this.ties = ties;
    }

    /** A history of nothing. */
    public static History empty() {
        return new HistoryBuilder("nothing", Ties.AS_WRITTEN).build();
    }

    /** The number of operations. */
    public int size() {
        return columns.size;
    }

    public Op op(int index) {
        return new Op(this, java.util.Objects.checkIndex(index, size()));
    }

    /** All operations, by invocation; the list is a view. */
    public List<Op> ops() {
        return Collections.unmodifiableList(new AbstractList<>() {
            @Override
            public Op get(int index) {
                return op(index);
            }

            @Override
            public int size() {
                return columns.size;
            }
        });
    }

    /** Feeds what ties mean, the entries in an order in which they may have been recorded, then the marks. */
    public void feed(EntrySink sink) {
        Entries.feed(this, sink);
    }

    /** The recorder's marks, by time. */
    public List<Mark> marks() {
        return marks;
    }

    /** Whether entries had times; if not, their places stand for times. */
    public boolean timed() {
        return timed;
    }

    public Ties ties() {
        return ties;
    }

    /** The operations at these indices, in order, with their numbers, ranks and the marks. A token to one left out is dropped. */
    public History select(int[] indices) {
        return new History(Selection.of(columns, indices), marks, timed, ties);
    }

    public Type type(int op) {
        return TYPES[columns.type.get(op)];
    }

    public int processId(int op) {
        return columns.process.get(op);
    }

    public int processCount() {
        return columns.processCount;
    }

    public String processName(int process) {
        return columns.processes.thing(columns.processNames.get(process));
    }

    public int fId(int op) {
        return columns.f.get(op);
    }

    /** The id of a function in this history, or -1 if nobody asked for it. */
    public int findF(String f) {
        return columns.fs.find(f);
    }

    public int fCount() {
        return columns.fs.size();
    }

    public String fName(int f) {
        return columns.fs.thing(f);
    }

    public int keyId(int op) {
        return columns.key.get(op);
    }

    /** Key ids are below this; id 0 is nil, whether or not an operation has it. */
    public int keyCount() {
        return columns.keys.size();
    }

    public Value key(int key) {
        return columns.keys.thing(key);
    }

    /** The site's id; 0 is no site. */
    public int siteId(int op) {
        return columns.site.get(op);
    }

    public String siteName(int site) {
        return columns.words.thing(site);
    }

    public int token(int op) {
        return columns.token.get(op);
    }

    public String outcome(int op) {
        int word = columns.outcome.get(op);
        return word == 0 ? "" : columns.words.thing(word);
    }

    public String error(int op) {
        return columns.errors.getOrDefault(op, "");
    }

    public int number(int op) {
        int given = columns.number.get(op);
        return given == Entry.NONE ? op : given;
    }

    /** The line of the file that the invocation stands on, or {@link Entry#NONE}. */
    public int line(int op) {
        return columns.line.get(op);
    }

    /** The cell of the argument: equal cells are equal values of this history. */
    public long inputCell(int op) {
        return columns.input.get(op);
    }

    public long outputCell(int op) {
        return columns.output.get(op);
    }

    public Value value(long cell) {
        return columns.cells.value(cell);
    }

    /** The cell of any value, in this history and all that were selected from it. */
    public long cell(Value value) {
        return columns.cells.cell(value);
    }

    public long invokedAt(int op) {
        return columns.invokedAt.get(op);
    }

    public long completedAt(int op) {
        return columns.completedAt.get(op);
    }

    public int invokeRank(int op) {
        return columns.invokeRank.get(op);
    }

    /** The rank of a definite return (ok or fail), or {@link #OPEN}. */
    public int returnRank(int op) {
        return columns.returnRank.get(op);
    }
}
