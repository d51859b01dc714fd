package kyoten.check.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Value;

/**
 * A {@link Place}, searched as the register that it is: an out that shows a value swaps it for nil, one that finds nothing reads nil,
 * and one in doubt writes nil. So everything that spares the search of registers work, spares it here.
 */
final class PlaceSubject implements Subject {
    /** The number of nil, which comes first. */
    private static final long NIL = 0;

    private final ModelSubject<Value> places = new ModelSubject<>(new Place(), new ModelSubject.Plain());
    private final RegisterSubject registers = new RegisterSubject(Value.NIL, false);

    @Override
    public boolean takes(History history, int op) {
        return places.takes(history, op);
    }

    @Override
    public boolean counts(Entry invoked) {
        return places.counts(invoked);
    }

    @Override
    public Track track(History history, int[] ops, Closes closes) {
        Track track = places.track(history, ops, closes);
        asRegister(track, history::cell);
        return track;
    }

    /** Gives the calls of a track their meaning for a register. */
    static void asRegister(Track track, ToLongFunction<Value> cell) {
        RegisterSubject.Values values = new RegisterSubject.Values(2 * track.size);
        values.number(cell.applyAsLong(Value.NIL));
        for (int row = 0; row < track.size; row++) {
            Call call = track.calls[row];
            Value value = call.f().equals("put") ? call.input() : call.output();
            long number = values.number(cell.applyAsLong(value));
            if (call.f().equals("put")) {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = number;
            } else if (call.f().equals("out") && !call.known()) {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = NIL;
            } else {
                shows(track, row, number);
            }
        }
        track.cells = values.cells();
    }

    private static void shows(Track track, int row, long number) {
        boolean takes = track.calls[row].f().equals("out") && number != NIL;
        track.kind[row] = takes ? Track.Kind.SWAP : Track.Kind.READ;
        track.expected[row] = number;
        track.written[row] = NIL;
    }

    @Override
    public Outcome search(Track track, Limits limits, boolean tracing) {
        return registers.search(track, limits, tracing);
    }

    @Override
    public boolean replays(Track track, int[] rows) {
        return registers.replays(track, rows);
    }

    @Override
    public void closeOver(Track track, boolean[] kept) {
        registers.closeOver(track, kept);
    }

    @Override
    public List<Answer> answers(History history, Track track, int row) {
        if (track.kind[row] == Track.Kind.WRITE) {
            return List.of();
        }
        List<Answer> answers = new ArrayList<>();
        for (long number : RegisterSubject.putBefore(track, row)) {
            Track other = track.select(IntStream.range(0, track.size).toArray());
            shows(other, row, number);
            answers.add(new Answer(history.value(track.cells[(int) number]), other));
        }
        return answers;
    }

    @Override
    public OnlineSearch online(Track track, Limits limits) {
        return places.online(track, limits);
    }
}
