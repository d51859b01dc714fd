package kyoten.check.linear;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Type;
import kyoten.history.Value;

/** Searches the operations of one modelled object while they happen, and forgets the states that it can't be in any more. */
final class OnlineModelSearch<S> implements OnlineSearch {
    private static final int WIDTH = 1_000;

    /** So many answered greads are remembered, since a client may carry a context for long. */
    private static final int CONTEXTS = 100_000;

    private final ModelSubject<S> subject;
    private final Track track;
    private final Transitions<S> transitions;
    private final StateSearch search;
    private final Map<Integer, Value> contexts = new HashMap<>();
    private final ArrayDeque<Integer> contextsInOrder = new ArrayDeque<>();
    private int forgetAt = 1024;

    OnlineModelSearch(ModelSubject<S> subject, Track track, Limits limits) {
        this.subject = subject;
        this.track = track;
        this.transitions = Transitions.online(subject.model());
        this.search = new StateSearch(track, transitions, limits, WIDTH, false);
    }

    @Override
    public boolean takes(OnlineOperation ended) {
        Type type = ended.ended.type();
        boolean passes = subject.reading()
                .passes(ended.invoked.f(), type, ended.ended.detail().outcome());
        return !passes
                && (type == Type.OK || type == Type.INFO && !subject.model().observes(call(ended)));
    }

    @Override
    public void fill(int row, OnlineOperation ended) {
        if (transitions.size() > forgetAt) {
            search.keepOnlyUsed();
            forgetAt = Math.max(1024, 2 * transitions.size());
        }
        Call call = call(ended);
        subject.refuseUnlessAccepted(call, ended.ended.detail().line(), ended.number);
        remember(ended);
        track.calls[row] = call;
        track.kind[row] = subject.model().observes(call) ? Track.Kind.READ : Track.Kind.SWAP;
        transitions.enter(row, call);
    }

    private Call call(OnlineOperation ended) {
        boolean ok = ended.ended.type() == Type.OK;
        return subject.reading()
                .call(new ModelSubject.Told(
                        ended.invoked.f(),
                        ended.invoked.value(),
                        ok ? ended.ended.value() : Value.NIL,
                        ok,
                        ended.ended.detail().outcome(),
                        context(ended)));
    }

    private Value context(OnlineOperation operation) {
        int token = operation.invoked.detail().token();
        if (token == Entry.NONE) {
            return Value.NIL;
        }
        Value context = contexts.get(token);
        if (context == null) {
            throw new MalformedHistoryException(
                    "history",
                    operation.invoked.detail().line(),
                    ModelSubject.foreignContext(operation.number) + ", and among the last " + CONTEXTS + " of them");
        }
        return context;
    }

    private void remember(OnlineOperation ended) {
        if (ended.invoked.f().equals("gread") && ended.ended.type() == Type.OK) {
            contexts.put(ended.number, ended.ended.value());
            contextsInOrder.add(ended.number);
            if (contextsInOrder.size() > CONTEXTS) {
                contexts.remove(contextsInOrder.poll());
            }
        }
    }

    @Override
    public void onInvoke(int row) {
        search.onInvoke(row);
    }

    @Override
    public boolean onReturn(int row) {
        search.onReturn(row);
        return !search.stances().isEmpty();
    }

    @Override
    public int size() {
        return search.stances().size();
    }

    @Override
    public boolean isNarrowed() {
        return search.isNarrowed();
    }

    @Override
    public boolean isOver(int events) {
        return search.isOverNow();
    }

    @Override
    public String limitName() {
        return search.limitName();
    }

    @Override
    public List<String> held() {
        return search.stances().stream()
                .map(stance -> stance.state)
                .distinct()
                .map(transitions::shown)
                .sorted()
                .toList();
    }

    @Override
    public boolean alike(int row, int other) {
        return track.calls[row].equals(track.calls[other]);
    }
}
