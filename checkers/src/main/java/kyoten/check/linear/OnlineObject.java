package kyoten.check.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * One object that is judged while it is used. What an operation saw is known at its end only, so that events wait until the
 * oldest operation that is open has ended; then they are searched, in order, and forgotten.
 */
final class OnlineObject {
    private static final int FEW = 32;

    private final Track track = new Track(64);
    private final ArrayDeque<Integer> freeRows = new ArrayDeque<>();
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final List<OnlineOperation> open = new ArrayList<>();
    private final OnlineSearch search;
    private int instant;
    private int searched;

    private record Event(OnlineOperation operation, boolean ends) {}

    /** What an event led to. */
    sealed interface Step {
        /** Nothing that ends the search. */
        record On() implements Step {}

        /** This return has no explanation; the object may have held this before it. */
        record Stuck(OnlineOperation operation, List<String> held, List<OnlineOperation> open) implements Step {}

        /** A limit came first. */
        record GaveUp(String limit, OnlineOperation operation, int events, int configurations) implements Step {}
    }

    OnlineObject(Subject subject, Limits limits) {
        track.calls = new Call[track.size];
        for (int row = 0; row < track.size; row++) {
            freeRows.add(row);
        }
        this.search = subject.online(track, limits);
    }

    void invoke(OnlineOperation operation) {
        operation.invoke = ++instant;
        waiting.add(new Event(operation, false));
    }

    /** Takes the end of an operation; one that is indeterminate has no instant of it. */
    Step end(OnlineOperation operation, Entry ended) {
        operation.ended = ended;
        if (ended.type() == Type.OK) {
            operation.close = ++instant;
            waiting.add(new Event(operation, true));
        }
        return advance();
    }

    /** An indeterminate operation cannot happen any more. */
    Step close(OnlineOperation operation) {
        operation.close = ++instant;
        waiting.add(new Event(operation, true));
        return advance();
    }

    /**
     * Whether an operation may leave whose close was not known when it came. If an equal one is open, it was not said which of
     * the two is used first; then it stays, which asks less.
     */
    private boolean mayClose(OnlineOperation operation) {
        return open.stream().noneMatch(other -> other != operation && search.alike(other.row, operation.row));
    }

    /** What is open at the end stays so. */
    Step finish() {
        for (Event event : waiting) {
            OnlineOperation operation = event.operation;
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
                return gaveUp(search.limitName(), event.operation);
            }
            if (instant > Track.NEVER / 2) {
                return gaveUp(instant + " events", event.operation);
            }
        }
        return new Step.On();
    }

    private Step gaveUp(String limit, OnlineOperation operation) {
        return new Step.GaveUp(limit, operation, searched, search.size());
    }

    private Step invoked(OnlineOperation operation) {
        if (!search.takes(operation)) {
            return new Step.On();
        }
        if (freeRows.isEmpty()) {
            int before = track.size;
            track.grow();
            for (int row = before; row < track.size; row++) {
                freeRows.add(row);
            }
        }
        int row = freeRows.poll();
        search.fill(row, operation);
        operation.row = row;
        track.invoke[row] = operation.invoke;
        track.close[row] = operation.close;
        track.optional[row] = operation.isIndeterminate();
        open.add(operation);
        search.onInvoke(row);
        return new Step.On();
    }

    private Step returned(OnlineOperation operation) {
        if (operation.row < 0) {
            return new Step.On();
        }
        if (track.close[operation.row] == Track.NEVER) {
            if (!mayClose(operation)) {
                return new Step.On();
            }
            track.close[operation.row] = operation.close;
        }
        List<String> held = search.size() <= FEW ? search.held() : List.of();
        if (!search.onReturn(operation.row)) {
            return search.isNarrowed()
                    ? gaveUp("width", operation)
                    : new Step.Stuck(operation, held, List.copyOf(open));
        }
        open.remove(operation);
        freeRows.add(operation.row);
        return new Step.On();
    }
}
