package kyoten.check.linear;

import java.util.Arrays;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Type;
import kyoten.history.Value;
import org.agrona.collections.Long2LongHashMap;

/**
 * A register with {@code read}, {@code write} and {@code cas} (argument {@code [expected new]}; an answer of {@code false} is an
 * observation of another value). A register of a site has blind writes only, and takes those through {@code gwrite},
 * {@code delete} and {@code gdelete} too, deletes as writes of nil; it lets {@code gread} and {@code scan} pass.
 */
final class RegisterSubject implements Subject {
    private final Value initial;
    private final boolean ofSite;

    RegisterSubject(Value initial, boolean ofSite) {
        this.initial = initial;
        this.ofSite = ofSite;
    }

    @Override
    public boolean takes(History history, int op) {
        String f = history.fName(history.fId(op));
        Type type = history.type(op);
        return switch (f) {
            case "read" -> type == Type.OK;
            case "write" -> type != Type.FAIL;
            case "cas" -> {
                refuseUnless(!ofSite, history, op, f);
                yield type != Type.FAIL;
            }
            case "delete", "gwrite", "gdelete" -> {
                refuseUnless(ofSite, history, op, f);
                yield type != Type.FAIL && !history.outcome(op).startsWith("rejected");
            }
            case "gread", "scan" -> {
                refuseUnless(ofSite, history, op, f);
                yield false;
            }
            default -> throw unknown(history, op, f);
        };
    }

    private void refuseUnless(boolean expected, History history, int op, String f) {
        if (!expected) {
            throw unknown(history, op, f);
        }
    }

    private MalformedHistoryException unknown(History history, int op, String f) {
        String words = ofSite ? "read, write, delete, gread, gwrite, gdelete or scan" : "read, write or cas";
        return bad(history, op, "unknown :f " + f + "; expected " + words);
    }

    private static MalformedHistoryException bad(History history, int op, String problem) {
        String where = history.line(op) == Entry.NONE ? "operation " + history.number(op) + ": " : "";
        return new MalformedHistoryException("history", history.line(op), where + problem);
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
                Value pair = history.value(history.inputCell(op));
                if (!(pair instanceof Value.Items items) || items.values().size() != 2) {
                    throw bad(history, op, "cas of " + pair + "; expected a list of the expected and the new value");
                }
                boolean refused = Value.of(false).equals(history.value(history.outputCell(op)));
                track.kind[row] = refused ? Track.Kind.OTHER : Track.Kind.SWAP;
                track.expected[row] = values.number(history.cell(items.values().get(0)));
                track.written[row] = values.number(history.cell(items.values().get(1)));
            }
            default -> throw new IllegalStateException("operation " + op + " is none of a register");
        }
    }

    /** Small numbers for cells, in the order of first use. */
    private static final class Values {
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

    @Override
    public Track answering(Track track, int row, long cell) {
        Track other =
                track.select(java.util.stream.IntStream.range(0, track.size).toArray());
        for (int value = 0; value < track.cells.length; value++) {
            if (track.cells[value] == cell) {
                other.expected[row] = value;
            }
        }
        return other;
    }

    /** What the writes put that the row could have met, and the value before all writes. */
    @Override
    public long[] answers(Track track, int row) {
        return java.util.stream.IntStream.range(0, track.size)
                .filter(other -> track.kind[other] == Track.Kind.WRITE || track.kind[other] == Track.Kind.SWAP)
                .filter(other -> track.invoke[other] < track.close[row])
                .mapToLong(other -> track.cells[(int) track.written[other]])
                .sorted()
                .distinct()
                .toArray();
    }
}
