package kyoten.check.linear;

import java.util.Random;
import kyoten.history.Entry;
import kyoten.history.EntrySink;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/** Tells the events of a track as the entries of a history, a process for each operation. */
final class Entries {
    private Entries() {}

    /**
     * @param random says which of the operations in doubt are told so; null if all are, at once
     * @return whether the session of any in doubt was closed, which only comes to light after it
     */
    static boolean feed(Track track, EntrySink sink, Ties ties, Random random) {
        boolean closed = false;
        sink.ties(ties);
        for (int event : track.events()) {
            int row = event >> 1;
            Entry invoked = invoked(track, row);
            if ((event & 1) == 0) {
                sink.entry(invoked);
                if (track.optional[row]
                        && (random == null || track.close[row] != Track.NEVER || random.nextBoolean())) {
                    sink.entry(invoked.completed(Type.INFO, Value.NIL, track.invoke[row]));
                }
            } else if (track.optional[row]) {
                sink.mark(new Mark.Closed(track.close[row], "p" + row));
                closed = true;
            } else {
                sink.entry(answer(track, row, invoked));
            }
        }
        return closed;
    }

    private static Entry answer(Track track, int row, Entry invoked) {
        if (track.calls.length > 0) {
            Call call = track.calls[row];
            return invoked.completed(Type.OK, call.output(), track.close[row]).outcome(call.outcome());
        }
        Value answer = track.kind[row] == Track.Kind.READ ? Value.of(track.expected[row]) : Value.NIL;
        Value told = track.kind[row] == Track.Kind.OTHER ? Value.of(false) : answer;
        return invoked.completed(Type.OK, told, track.close[row]);
    }

    private static Entry invoked(Track track, int row) {
        String process = "p" + row;
        if (track.calls.length > 0) {
            return Entry.invoke(process, track.calls[row].f(), Value.NIL, track.calls[row].input(), track.invoke[row]);
        }
        Value expected = Value.of(track.expected[row]);
        Value written = Value.of(track.written[row]);
        return switch (track.kind[row]) {
            case READ -> Entry.invoke(process, "read", Value.NIL, Value.NIL, track.invoke[row]);
            case WRITE -> Entry.invoke(process, "write", Value.NIL, written, track.invoke[row]);
            case SWAP, OTHER ->
                Entry.invoke(process, "cas", Value.NIL, Value.list(expected, written), track.invoke[row]);
        };
    }
}
