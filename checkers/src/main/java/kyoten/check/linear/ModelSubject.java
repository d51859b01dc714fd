package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.Arrays;
import java.util.TreeSet;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Type;
import kyoten.history.Value;

/** Any object with a model. */
final class ModelSubject<S> implements Subject {
    private final Model<S> model;
    private final Reading reading;

    /** How an operation stands in a history. */
    interface Reading {
        /** Whether an operation is one of other claims, which this one lets pass. */
        boolean passes(History history, int op);

        Call call(History history, int op);
    }

    /** Every operation is a call, with the argument and the answer as they stand. */
    static final class Plain implements Reading {
        @Override
        public boolean passes(History history, int op) {
            return false;
        }

        @Override
        public Call call(History history, int op) {
            boolean ok = history.type(op) == Type.OK;
            Value output = ok ? history.value(history.outputCell(op)) : Value.NIL;
            Value input = history.value(history.inputCell(op));
            return new Call(history.fName(history.fId(op)), input, output, ok, history.outcome(op));
        }
    }

    ModelSubject(Model<S> model, Reading reading) {
        this.model = model;
        this.reading = reading;
    }

    @Override
    public boolean takes(History history, int op) {
        if (reading.passes(history, op)) {
            return false;
        }
        Call call = reading.call(history, op);
        if (!model.accepts(call)) {
            String where = history.line(op) == Entry.NONE ? "operation " + history.number(op) + ": " : "";
            throw new MalformedHistoryException(
                    "history",
                    history.line(op),
                    where + call + " is no operation of a " + model.name() + "; expected " + model.takes());
        }
        return history.type(op) == Type.OK || history.type(op) == Type.INFO && !model.observes(call);
    }

    @Override
    public Track track(History history, int[] ops, Closes closes) {
        Track track = new Track(ops.length);
        track.calls = new Call[ops.length];
        track.refersTo = new int[ops.length];
        for (int row = 0; row < ops.length; row++) {
            int op = ops[row];
            track.op[row] = op;
            track.invoke[row] = closes.invoke(op);
            track.close[row] = closes.close(op);
            track.optional[row] = history.type(op) == Type.INFO;
            track.calls[row] = reading.call(history, op);
            track.refersTo[row] = Math.max(-1, Arrays.binarySearch(ops, history.token(op)));
            track.kind[row] = model.observes(track.calls[row]) ? Track.Kind.READ : Track.Kind.SWAP;
        }
        return model instanceof Simplifying simplifying ? simplifying.simplify(track) : track;
    }

    @Override
    public Outcome search(Track track, Limits limits, boolean tracing) {
        return StateSearch.widening(track, model, limits, tracing);
    }

    @Override
    public boolean replays(Track track, int[] rows) {
        boolean[] done = new boolean[track.size];
        int latestInvoke = Integer.MIN_VALUE;
        S state = model.initial();
        for (int row : rows) {
            Option<S> next = model.step(state, track.calls[row]);
            if (done[row] || track.close[row] < latestInvoke || next.isEmpty()) {
                return false;
            }
            done[row] = true;
            latestInvoke = Math.max(latestInvoke, track.invoke[row]);
            state = next.get();
        }
        for (int row = 0; row < track.size; row++) {
            if (!done[row] && !track.optional[row]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void closeOver(Track track, boolean[] kept) {
        boolean grows = true;
        while (grows) {
            TreeSet<Value> seen = new TreeSet<>();
            for (int row = 0; row < track.size; row++) {
                if (kept[row]) {
                    seen.addAll(model.saw(track.calls[row]));
                }
            }
            grows = keepReferred(track, kept);
            for (int row = 0; row < track.size; row++) {
                if (!kept[row] && !mayGo(track.calls[row], seen)) {
                    kept[row] = true;
                    grows = true;
                }
            }
        }
    }

    private static boolean keepReferred(Track track, boolean[] kept) {
        boolean grows = false;
        for (int row = 0; row < track.refersTo.length; row++) {
            int referred = track.refersTo[row];
            if (kept[row] && referred >= 0 && !kept[referred]) {
                kept[referred] = true;
                grows = true;
            }
        }
        return grows;
    }

    private boolean mayGo(Call call, TreeSet<Value> seen) {
        Option<Value> put = model.putBlindly(call);
        return model.observes(call) || put.isDefined() && !seen.contains(put.get());
    }

    @Override
    public Track answering(Track track, int row, long cell) {
        return track;
    }

    @Override
    public long[] answers(Track track, int row) {
        return new long[0];
    }
}
