package kyoten.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs invocations with completions, entry by entry, in the order of time, and refuses what is no history: a completion
 * without an invocation, a second invocation of a process that still waits, a completion of another function or key than was
 * asked, a time before the last one, a token of something that is no operation before it. A recorder and every reader of a
 * format feed it.
 *
 * <p>What is open at the end is indeterminate. Not for two threads at once.
 */
public final class HistoryBuilder implements EntrySink {
    private final String source;
    private Ties ties;
    private final Columns columns = new Columns();
    private final Map<String, Integer> openByProcess = new HashMap<>();
    private final Map<String, Integer> processIds = new HashMap<>();
    private final Map<Integer, Integer> rowsByNumber = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private Ranking ranking;
    private boolean numbered;
    private boolean timed;
    private long last;
    private int entries;

    /**
     * @param source the file, or another name, for complaints
     * @param ties what entries of one time say about each other
     */
    public HistoryBuilder(String source, Ties ties) {
        this.source = source;
        this.ties = ties;
        this.ranking = new Ranking(columns, ties);
    }

    /**
     * Takes the next entry.
     *
     * @return the index of its operation: for an invocation the next free one
     * @throws MalformedHistoryException if it cannot follow the entries so far
     */
    public int add(Entry entry) {
        long time = time(entry);
        int row = entry.type() == Type.INVOKE ? invoke(entry, time) : complete(entry, time);
        entries++;
        return row;
    }

    @Override
    public void entry(Entry entry) {
        add(entry);
    }

    @Override
    public void ties(Ties ties) {
        if (entries > 0) {
            throw new IllegalStateException("what ties mean is said before the first entry");
        }
        this.ties = ties;
        ranking = new Ranking(columns, ties);
    }

    /** Takes a mark of the recorder; marks may come in any order. */
    @Override
    public void mark(Mark mark) {
        marks.add(mark);
    }

    /** The history so far. The builder is spent. */
    public History build() {
        ranking.finish();
        marks.sort(Comparator.comparingLong(Mark::time));
        return new History(columns, marks, timed || entries == 0, ties);
    }

    private long time(Entry entry) {
        boolean hasTime = entry.time() != Entry.NO_TIME;
        if (entries == 0) {
            timed = hasTime;
        }
        if (timed != hasTime) {
            throw bad(
                    entry, hasTime ? "a time, but earlier entries have none" : "no time, but earlier entries have one");
        }
        if (timed && entries > 0 && entry.time() < last) {
            throw bad(entry, "time " + entry.time() + " goes backwards; expected " + last + " or later");
        }
        last = timed ? entry.time() : entries;
        return last;
    }

    private int invoke(Entry entry, long time) {
        Integer open = openByProcess.get(entry.process());
        if (open != null) {
            throw bad(
                    entry,
                    "process " + entry.process() + " invokes " + entry.f() + " while its operation " + numberOf(open)
                            + " is open; expected that one's completion");
        }
        int row = columns.size++;
        openByProcess.put(entry.process(), row);
        columns.process.set(row, processIds.computeIfAbsent(entry.process(), this::newProcess));
        columns.f.set(row, columns.fs.number(entry.f()));
        columns.key.set(row, columns.keys.number(entry.key()));
        columns.input.set(row, columns.cells.cell(entry.value()));
        columns.output.set(row, columns.cells.cell(Value.NIL));
        columns.invokedAt.set(row, time);
        columns.completedAt.set(row, Long.MAX_VALUE);
        columns.site.set(row, columns.words.number(entry.detail().site()));
        columns.line.set(row, entry.detail().line());
        number(entry, row);
        token(entry, row);
        ranking.invoked(row, time);
        return row;
    }

    private int newProcess(String name) {
        int id = columns.processCount++;
        columns.processNames.set(id, columns.processes.number(name));
        return id;
    }

    private void number(Entry entry, int row) {
        int number = entry.detail().number();
        if (row == 0) {
            numbered = number != Entry.NONE;
        }
        if (numbered != (number != Entry.NONE)) {
            throw bad(
                    entry,
                    numbered ? "no operation number; expected one, as before" : "an operation number, the first");
        }
        if (numbered) {
            columns.number.set(row, number);
            if (rowsByNumber.put(number, row) != null) {
                throw bad(entry, "operation number " + number + " is used already; expected a new one");
            }
        }
    }

    private void token(Entry entry, int row) {
        int token = entry.detail().token();
        if (token == Entry.NONE) {
            return;
        }
        int gread = numbered ? rowsByNumber.getOrDefault(token, Entry.NONE) : token;
        if (gread < 0 || gread >= row || columns.type.get(gread) != Type.OK.ordinal()) {
            throw bad(entry, "token " + token + "; expected the number of an operation that was answered before");
        }
        columns.token.set(row, gread);
    }

    private int complete(Entry entry, long time) {
        Integer open = openByProcess.remove(entry.process());
        if (open == null) {
            throw bad(
                    entry,
                    entry.type().word() + " of " + entry.f() + " by process " + entry.process()
                            + ", which has no open operation; expected an invocation first");
        }
        int row = open;
        if (columns.f.get(row) != columns.fs.find(entry.f())) {
            throw bad(entry, "completion of " + named(entry.f()) + "; expected one of " + named(fOf(row)));
        }
        if (!entry.key().isNil() && columns.key.get(row) != columns.keys.find(entry.key())) {
            throw bad(
                    entry,
                    "completion for key " + entry.key() + "; expected " + columns.keys.thing(columns.key.get(row)));
        }
        columns.type.set(row, entry.type().ordinal());
        columns.completedAt.set(row, time);
        columns.output.set(row, columns.cells.cell(entry.value()));
        columns.outcome.set(row, columns.words.number(entry.detail().outcome()));
        if (!entry.detail().error().isEmpty()) {
            columns.errors.put(row, entry.detail().error());
        }
        if (entry.type() == Type.INFO) {
            processIds.remove(entry.process());
        } else {
            ranking.returned(row, time);
        }
        return row;
    }

    private static String named(String f) {
        return f.isEmpty() ? "an operation without :f" : f;
    }

    private String fOf(int row) {
        return columns.fs.thing(columns.f.get(row));
    }

    private int numberOf(int row) {
        return numbered ? columns.number.get(row) : row;
    }

    private MalformedHistoryException bad(Entry entry, String problem) {
        return new MalformedHistoryException(source, entry.detail().line(), problem);
    }
}
