package kyoten.check.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * One register that is judged while it is used. What an operation saw is known at its end only, so that events wait until the
 * oldest operation that is open has ended; then they are searched, in order, and forgotten.
 */
final class OnlineObject {
    private static final int WIDTH = 100_000;

    private final Track track = new Track(64);
    private final ArrayDeque<Integer> freeRows = new ArrayDeque<>();
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final List<Operation> open = new ArrayList<>();
    private final OnlineValues values;
    private final RegisterSearch search;
    private int instant;
    private int searched;

    /** An operation from its invocation on; changed at its end. */
    static final class Operation {
        final Entry invoked;
        final int number;
        Entry ended;
        int invoke;
        int close = Track.NEVER;
        int row = -1;

        Operation(Entry invoked, int number) {
            this.invoked = invoked;
            this.number = number;
            this.ended = invoked;
        }

        boolean isOpen() {
            return ended == invoked;
        }

        @Override
        public String toString() {
            String key = invoked.key().isNil() ? "" : " " + invoked.key();
            String input = invoked.value().isNil() ? "" : " " + invoked.value();
            boolean answers = ended.type() == Type.OK && !ended.value().equals(invoked.value());
            return "#" + number + " " + invoked.process() + " " + invoked.f() + key + input + " -> "
                    + (isOpen() ? "open" : ended.type().word()) + (answers ? " " + ended.value() : "");
        }
    }

    private record Event(Operation operation, boolean ends) {}

    /** What an event led to. */
    sealed interface Step {
        /** Nothing that ends the search. */
        record On() implements Step {}

        /** This return has no explanation; the register may have held these values at it. */
        record Stuck(Operation operation, List<Value> held, List<Operation> open) implements Step {}

        /** A limit came first. */
        record GaveUp(String limit, Operation operation, int events, int configurations) implements Step {}
    }

    OnlineObject(Value initial, Limits limits) {
        for (int row = 0; row < track.size; row++) {
            freeRows.add(row);
        }
        this.values = new OnlineValues(initial, this::valuesInUse);
        this.search = new RegisterSearch(track, 0, limits, WIDTH, false);
    }

    void invoke(Operation operation) {
        operation.invoke = ++instant;
        waiting.add(new Event(operation, false));
    }

    /** Takes the end of an operation; one that is indeterminate has no instant of it. */
    Step end(Operation operation, Entry ended) {
        operation.ended = ended;
        if (ended.type() == Type.OK) {
            operation.close = ++instant;
            waiting.add(new Event(operation, true));
        }
        return advance();
    }

    /** An indeterminate operation cannot happen any more. */
    Step close(Operation operation) {
        operation.close = ++instant;
        waiting.add(new Event(operation, true));
        return advance();
    }

    /**
     * Whether an operation may leave whose close was not known when it came. If an equal one is open, it was not said which of
     * the two is used first; then it stays, which asks less.
     */
    private boolean mayClose(Operation operation) {
        return open.stream().noneMatch(other -> other != operation && isAlike(other.row, operation.row));
    }

    private boolean isAlike(int row, int other) {
        return track.kind[row] == track.kind[other]
                && track.expected[row] == track.expected[other]
                && track.written[row] == track.written[other];
    }

    /** What is open at the end stays so. */
    Step finish() {
        for (Event event : waiting) {
            Operation operation = event.operation;
            if (operation.isOpen()) {
                operation.ended = operation.invoked.completed(Type.INFO, Value.NIL, operation.invoked.time());
            }
        }
        return advance();
    }

    private Step advance() {
        while (!waiting.isEmpty() && !waiting.peek().operation.isOpen()) {
            Event event = waiting.poll();
            Step step = event.ends ? returned(event.operation) : invoked(event.operation);
            if (!(step instanceof Step.On)) {
                return step;
            }
            searched++;
            if (search.isOver(searched)) {
                int left = search.configs().size();
                return new Step.GaveUp(search.limitName(left), event.operation, searched, left);
            }
            if (instant > Track.NEVER / 2) {
                return new Step.GaveUp(
                        instant + " events",
                        event.operation,
                        searched,
                        search.configs().size());
            }
        }
        return new Step.On();
    }

    private Step invoked(Operation operation) {
        boolean reads = operation.invoked.f().equals("read");
        boolean info = operation.ended.type() == Type.INFO;
        boolean rejected = operation.ended.detail().outcome().startsWith("rejected");
        if (operation.ended.type() == Type.FAIL || reads && info || rejected) {
            return new Step.On();
        }
        values.sweep();
        if (freeRows.isEmpty()) {
            int before = track.size;
            track.grow();
            for (int row = before; row < track.size; row++) {
                freeRows.add(row);
            }
        }
        int row = freeRows.poll();
        operation.row = row;
        track.invoke[row] = operation.invoke;
        track.close[row] = operation.close;
        track.optional[row] = info;
        fill(row, operation);
        open.add(operation);
        search.onInvoke(row);
        return new Step.On();
    }

    private void fill(int row, Operation operation) {
        Value input = operation.invoked.value();
        track.expected[row] = 0;
        track.written[row] = 0;
        switch (operation.invoked.f()) {
            case "read" -> {
                track.kind[row] = Track.Kind.READ;
                track.expected[row] = values.number(operation.ended.value());
            }
            case "cas" -> {
                boolean refused = Value.of(false).equals(operation.ended.value());
                track.kind[row] = refused ? Track.Kind.OTHER : Track.Kind.SWAP;
                track.expected[row] = values.number(input.members().get(0));
                track.written[row] = values.number(input.members().get(1));
            }
            case "delete", "gdelete" -> {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = values.number(Value.NIL);
            }
            default -> {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = values.number(input);
            }
        }
    }

    private Step returned(Operation operation) {
        if (operation.row < 0) {
            return new Step.On();
        }
        if (track.close[operation.row] == Track.NEVER) {
            if (!mayClose(operation)) {
                return new Step.On();
            }
            track.close[operation.row] = operation.close;
        }
        TreeSet<Long> held = new TreeSet<>();
        search.configs().forEach(config -> held.add(config.value));
        if (!search.onReturn(operation.row)) {
            return search.isNarrowed()
                    ? new Step.GaveUp(WIDTH + " configurations", operation, searched, WIDTH)
                    : new Step.Stuck(operation, held.stream().map(values::value).toList(), List.copyOf(open));
        }
        open.remove(operation);
        freeRows.add(operation.row);
        return new Step.On();
    }

    private TreeSet<Long> valuesInUse() {
        TreeSet<Long> used = new TreeSet<>();
        for (Config config : search.configs()) {
            used.add(config.value);
            for (Config.Token token : config.tokens) {
                used.add(token.value());
            }
        }
        for (Operation operation : open) {
            used.add(track.expected[operation.row]);
            used.add(track.written[operation.row]);
        }
        return used;
    }
}
