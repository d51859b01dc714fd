package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Remarks;
import kyoten.history.Type;
import kyoten.history.Value;
import org.agrona.collections.Long2LongHashMap;

/**
 * A register with {@code read}, {@code write} and {@code cas} (argument {@code [expected new]}; an answer of {@code false} is an
 * observation of another value). A register of a site has blind writes only, and takes those through {@code gwrite},
 * {@code delete} and {@code gdelete} too, deletes as writes of nil; it lets {@code gread} and {@code scan} pass.
 */
final class RegisterSubject implements Subject {
    private static final List<String> SITE_WRITES = List.of("delete", "gwrite", "gdelete");

    private final Value initial;
    private final boolean ofSite;

    RegisterSubject(Value initial, boolean ofSite) {
        this.initial = initial;
        this.ofSite = ofSite;
    }

    @Override
    public boolean takes(History history, int op) {
        String f = history.fName(history.fId(op));
        return isOne(f, history.line(op), history.number(op)) && mattered(f, history.type(op), history.outcome(op));
    }

    @Override
    public boolean counts(Entry invoked) {
        int line = invoked.detail().line();
        boolean counts = isOne(invoked.f(), line, invoked.detail().number());
        if (invoked.f().equals("cas")) {
            pair(invoked.value(), line, invoked.detail().number());
        }
        return counts;
    }

    /** Whether an operation is one of this register, or of other claims; anything else is refused. */
    private boolean isOne(String f, int line, int number) {
        boolean known = f.equals("read") || f.equals("write");
        boolean passes = ofSite && (f.equals("gread") || f.equals("scan") || Remarks.isOne(f));
        if (!known && !passes && !(ofSite ? SITE_WRITES.contains(f) : f.equals("cas"))) {
            String words = ofSite ? "read, write, delete, gread, gwrite, gdelete or scan" : "read, write or cas";
            throw bad(line, number, "unknown :f " + (f.isEmpty() ? "(none)" : f) + "; expected " + words);
        }
        return !passes;
    }

    /** Whether an operation that ended so may have shown or changed anything. */
    static boolean mattered(String f, Type type, String outcome) {
        return f.equals("read") ? type == Type.OK : type != Type.FAIL && !outcome.startsWith("rejected");
    }

    private static List<Value> pair(Value argument, int line, int number) {
        if (!(argument instanceof Value.Items items) || items.values().size() != 2) {
            throw bad(line, number, "cas of " + argument + "; expected a list of the expected and the new value");
        }
        return items.values();
    }

    private static MalformedHistoryException bad(int line, int number, String problem) {
        String where = line == Entry.NONE ? "operation " + number + ": " : "";
        return new MalformedHistoryException("history", line, where + problem);
    }

    @Override
    public Track track(History history, int[] ops, Closes closes) {
        Track track = new Track(ops.length);
        Values values = new Values(2 * ops.length);
        values.number(history.cell(initial));
        for (int row = 0; row < ops.length; row++) {
            int op = ops[row];
            track.op[row] = op;
            track.invoke[row] = closes.invoke(op);
            track.close[row] = closes.close(op);
            track.optional[row] = history.type(op) == Type.INFO;
            fill(track, row, history, values);
        }
        track.cells = values.cells();
        return track;
    }

    private static void fill(Track track, int row, History history, Values values) {
        int op = track.op[row];
        switch (history.fName(history.fId(op))) {
            case "read" -> {
                track.kind[row] = Track.Kind.READ;
                track.expected[row] = values.number(history.outputCell(op));
            }
            case "write", "gwrite" -> {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = values.number(history.inputCell(op));
            }
            case "delete", "gdelete" -> {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = values.number(history.cell(Value.NIL));
            }
            case "cas" -> {
                List<Value> pair = pair(history.value(history.inputCell(op)), history.line(op), history.number(op));
                boolean refused = Value.of(false).equals(history.value(history.outputCell(op)));
                track.kind[row] = refused ? Track.Kind.OTHER : Track.Kind.SWAP;
                track.expected[row] = values.number(history.cell(pair.get(0)));
                track.written[row] = values.number(history.cell(pair.get(1)));
            }
            default -> throw new IllegalStateException("operation " + op + " is none of a register");
        }
    }

    /** Small numbers for cells, in the order of first use. */
    static final class Values {
        private final Long2LongHashMap numbers;
        private long[] cells = new long[16];

        Values(int expected) {
            numbers = new Long2LongHashMap(Math.max(16, expected / 4), 0.6f, -1);
        }

        long number(long cell) {
            long known = numbers.get(cell);
            if (known >= 0) {
                return known;
            }
            int number = numbers.size();
            if (number == cells.length) {
                cells = Arrays.copyOf(cells, 2 * number);
            }
            cells[number] = cell;
            numbers.put(cell, number);
            return number;
        }

        long[] cells() {
            return Arrays.copyOf(cells, numbers.size());
        }
    }

    @Override
    public Outcome search(Track track, Limits limits, boolean tracing) {
        return RegisterSearch.widening(track, track.cells.length, limits, tracing);
    }

    @Override
    public boolean replays(Track track, int[] rows) {
        return RegisterReplay.runs(track, 0, rows);
    }

    /** A write may go if no kept operation may have met its value. */
    @Override
    public void closeOver(Track track, boolean[] kept) {
        track.sources().close(kept);
    }

    /** What the writes put that the row could have met. */
    @Override
    public List<Answer> answers(History history, Track track, int row) {
        List<Answer> answers = new ArrayList<>();
        for (long number : putBefore(track, row)) {
            Track other = track.select(IntStream.range(0, track.size).toArray());
            other.expected[row] = number;
            answers.add(new Answer(history.value(track.cells[(int) number]), other));
        }
        return answers;
    }

    /** The numbers of the values that are put before a row must have had its turn. */
    static long[] putBefore(Track track, int row) {
        return IntStream.range(0, track.size)
                .filter(other -> track.kind[other] == Track.Kind.WRITE || track.kind[other] == Track.Kind.SWAP)
                .filter(other -> track.invoke[other] < track.close[row])
                .mapToLong(other -> track.written[other])
                .sorted()
                .distinct()
                .toArray();
    }

    @Override
    public OnlineSearch online(Track track, Limits limits) {
        return new OnlineRegisterSearch(track, initial, limits);
    }
}
