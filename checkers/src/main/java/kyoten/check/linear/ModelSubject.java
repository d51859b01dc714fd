package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
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

    /** What operations are to the model. */
    interface Reading {
        /** Whether an operation is one of other claims, which this one lets pass. */
        boolean passes(String f, Type type, String outcome);

        Call call(Told told);
    }

    /**
     * What is known of an operation.
     *
     * @param output the result; nil if it is not known
     * @param context what the gread had returned whose context it carries; nil if it carries none
     */
    record Told(String f, Value input, Value output, boolean ok, String outcome, Value context) {}

    /** Every operation is a call, with the argument and the answer as they stand. */
    static final class Plain implements Reading {
        @Override
        public boolean passes(String f, Type type, String outcome) {
            return false;
        }

        @Override
        public Call call(Told told) {
            return new Call(told.f, told.input, told.output, told.ok, told.outcome);
        }
    }

    ModelSubject(Model<S> model, Reading reading) {
        this.model = model;
        this.reading = reading;
    }

    Model<S> model() {
        return model;
    }

    Reading reading() {
        return reading;
    }

    @Override
    public boolean takes(History history, int op) {
        Type type = history.type(op);
        if (reading.passes(history.fName(history.fId(op)), type, history.outcome(op))) {
            return false;
        }
        Call call = call(history, op);
        refuseUnlessAccepted(call, history.line(op), history.number(op));
        return type == Type.OK || type == Type.INFO && !model.observes(call);
    }

    void refuseUnlessAccepted(Call call, int line, int number) {
        if (!model.accepts(call)) {
            String where = line == Entry.NONE ? "operation " + number + ": " : "";
            throw new MalformedHistoryException(
                    "history",
                    line,
                    where + call + " is no operation of a " + model.name() + "; expected " + model.takes());
        }
    }

    Call call(History history, int op) {
        boolean ok = history.type(op) == Type.OK;
        Value output = ok ? history.value(history.outputCell(op)) : Value.NIL;
        Value input = history.value(history.inputCell(op));
        Told told =
                new Told(history.fName(history.fId(op)), input, output, ok, history.outcome(op), context(history, op));
        return reading.call(told);
    }

    private static Value context(History history, int op) {
        int token = history.token(op);
        if (token == Entry.NONE) {
            return Value.NIL;
        }
        if (!history.fName(history.fId(token)).equals("gread") || history.keyId(token) != history.keyId(op)) {
            throw new MalformedHistoryException("history", history.line(op), foreignContext(history.number(op)));
        }
        return history.value(history.outputCell(token));
    }

    static String foreignContext(int number) {
        return "operation " + number
                + " carries the context of another operation; expected as its token the number of a"
                + " gread of its key, or none for the empty context";
    }

    @Override
    public boolean counts(Entry invoked) {
        if (reading.passes(invoked.f(), Type.INVOKE, "")) {
            return false;
        }
        Told told = new Told(invoked.f(), invoked.value(), Value.NIL, false, "", Value.NIL);
        refuseUnlessAccepted(
                reading.call(told), invoked.detail().line(), invoked.detail().number());
        return true;
    }

    @Override
    public OnlineSearch online(Track track, Limits limits) {
        return new OnlineModelSearch<>(this, track, limits);
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
            track.calls[row] = call(history, op);
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
    public List<Answer> answers(History history, Track track, int row) {
        if (!model.observes(track.calls[row]) && !track.calls[row].known()) {
            return List.of();
        }
        List<Answer> answers = new ArrayList<>();
        for (Value value : StateSearch.answers(track, model, row)) {
            int[] all = IntStream.range(0, track.size).toArray();
            Track other = track.select(all);
            Call call = track.calls[row];
            other.calls[row] = new Call(call.f(), call.input(), value, true, call.outcome());
            answers.add(new Answer(value, other));
        }
        return answers;
    }
}
