package kyoten.baseline;

import com.google.protobuf.ByteString;
import io.vavr.collection.Queue;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kyoten.baseline.BaselineCall.Done;
import kyoten.baseline.BaselineCall.TooLong;
import kyoten.baseline.BaselineCall.Unanswered;
import kyoten.baseline.message.Answer;
import kyoten.baseline.message.Get;
import kyoten.baseline.message.Out;
import kyoten.baseline.message.Put;
import kyoten.baseline.message.Request;
import kyoten.node.Effect;
import kyoten.node.Effect.CancelTimer;
import kyoten.node.Effect.Reply;
import kyoten.node.Effect.Send;
import kyoten.node.Effect.SetTimer;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Event.Asked;
import kyoten.node.Event.Booted;
import kyoten.node.Event.Received;
import kyoten.node.Event.TimerFired;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;

/**
 * A client of the baselines. It is asked {@link BaselineCall}s, does them one after the other, and replies to each. A request goes to
 * the server that answered last, or that was last named as the master; if nobody answers it goes to the next one, with the same number,
 * until the deadline.
 */
public final class BaselineClient implements Node<BaselineClient.State> {
    /** The mark of the note that nothing can happen any more that was left unanswered; its detail names the session. */
    public static final String DOUBT_ENDS = "doubt-ends";

    /** All marks that a run can reach. */
    public static final Vector<String> MARKS = Vector.of(DOUBT_ENDS);

    private static final String AGAIN = "again";
    private static final String DEADLINE = "deadline";
    private static final int KEY_BYTES = 1 << 10;
    private static final int VALUE_BYTES = 1 << 20;

    /** A server that is no master may name one that is none either: they are asked in turns, but not at once. */
    private static final Duration AFTER_HINT = Duration.ofMillis(20);

    private final Vector<NodeId> servers;
    private final Duration deadline;
    private final Duration again;

    /**
     * @param servers of the group; the first one is asked first
     * @param deadline after which time a request is given up
     * @param again after which time another server is asked
     */
    public BaselineClient(Vector<NodeId> servers, Duration deadline, Duration again) {
        this.servers = servers;
        this.deadline = deadline;
        this.again = again;
    }

    /**
     * A client's state.
     *
     * @param session of this boot
     * @param number of the last request
     * @param asked which server it asks, by its place
     * @param doubts whether something was left unanswered
     * @param waiting what it was asked for and has not answered; the first is under way
     */
    public record State(long session, long number, int asked, boolean doubts, Queue<Asked> waiting) {
        State asking(int server) {
            return new State(session, number, server, doubts, waiting);
        }
    }

    @Override
    public State initial() {
        return new State(0, 0, 0, false, Queue.empty());
    }

    @Override
    public Step<State> on(State state, Event event, Env env) {
        if (event instanceof Booted) {
            return Step.to(new State(env.random("session", 0), 0, 0, false, Queue.empty()));
        }
        if (event instanceof Asked asked) {
            return onAsked(state, asked);
        }
        if (event instanceof TimerFired timer) {
            return timer.timer().equals(DEADLINE) ? finished(state, new Unanswered(name(state))) : onAgain(state);
        }
        if (event instanceof Received received && received.message() instanceof Answer answer) {
            return onAnswer(state, received.from(), answer);
        }
        return Step.ignored(state, "not for a client");
    }

    private Step<State> onAsked(State state, Asked asked) {
        if (!(asked.body() instanceof BaselineCall call)) {
            throw new IllegalArgumentException("a client is asked BaselineCalls, not " + asked.body());
        }
        Option<String> complaint = complaint(call);
        if (complaint.isDefined()) {
            return Step.to(state, new Reply(asked.request(), new TooLong(complaint.get())));
        }
        State longer = new State(state.session, state.number, state.asked, state.doubts, state.waiting.enqueue(asked));
        return state.waiting.isEmpty() ? new Step<>(next(longer), begun(next(longer))) : Step.to(longer);
    }

    private static Option<String> complaint(BaselineCall call) {
        ByteString key = key(call);
        if (key.size() > KEY_BYTES) {
            return Option.some("the key has " + key.size() + " bytes, and may have " + KEY_BYTES);
        }
        int value = call instanceof BaselineCall.Put put ? put.value().size() : 0;
        return Option.when(value > VALUE_BYTES, () -> "the value has " + value + " bytes, and may have " + VALUE_BYTES);
    }

    private static ByteString key(BaselineCall call) {
        if (call instanceof BaselineCall.Put put) {
            return put.key();
        }
        return call instanceof BaselineCall.Get get ? get.key() : ((BaselineCall.Out) call).key();
    }

    private static State next(State state) {
        return new State(state.session, state.number + 1, state.asked, state.doubts, state.waiting);
    }

    private Vector<Effect> begun(State state) {
        return Vector.of(send(state), new SetTimer(AGAIN, again.toNanos()), new SetTimer(DEADLINE, deadline.toNanos()));
    }

    private Send send(State state) {
        BaselineCall call = (BaselineCall) state.waiting.head().body();
        Request.Builder request = Request.newBuilder().setSession(state.session).setNumber(state.number);
        if (call instanceof BaselineCall.Put put) {
            request.setPut(Put.newBuilder().setKey(put.key()).setValue(put.value()));
        } else if (call instanceof BaselineCall.Get get) {
            request.setGet(Get.newBuilder().setKey(get.key()));
        } else {
            request.setOut(Out.newBuilder().setKey(key(call)));
        }
        return new Send(servers.get(state.asked), request.build());
    }

    /** Nobody answered: the next server is asked. */
    private Step<State> onAgain(State state) {
        if (state.waiting.isEmpty()) {
            return Step.ignored(state, "nothing is asked for");
        }
        State other = state.asking((state.asked + 1) % servers.size());
        return Step.to(other, send(other), new SetTimer(AGAIN, again.toNanos()));
    }

    private Step<State> onAnswer(State state, NodeId from, Answer answer) {
        if (state.waiting.isEmpty() || answer.getSession() != state.session || answer.getNumber() != state.number) {
            return Step.ignored(state, "an answer to something else");
        }
        if (answer.hasFound()) {
            Option<ByteString> value = Option.when(
                    answer.getFound().hasValue(), () -> answer.getFound().getValue());
            return finished(state, new Done(value));
        }
        int named = servers.map(NodeId::name).indexOf(answer.getMaster());
        if (!from.equals(servers.get(state.asked)) || named < 0 || named == state.asked) {
            return Step.ignored(state, "names nobody else");
        }
        // The timer goes on to the next server: it is set back to the one before the named one.
        State before = state.asking((named + servers.size() - 1) % servers.size());
        return Step.to(before, new SetTimer(AGAIN, AFTER_HINT.toNanos()));
    }

    private static String name(State state) {
        return Long.toHexString(state.session);
    }

    private Step<State> finished(State state, BaselineCall.Reply reply) {
        if (state.waiting.isEmpty()) {
            return Step.ignored(state, "nothing is asked for");
        }
        Asked asked = state.waiting.head();
        boolean answered = reply instanceof Done;
        // The servers take no update of a session any more once they have answered a later one.
        boolean ends = state.doubts && answered && !(asked.body() instanceof BaselineCall.Get);
        List<Effect> effects = new ArrayList<>();
        effects.add(new Reply(asked.request(), reply));
        if (ends) {
            effects.add(new Effect.Note(DOUBT_ENDS, name(state)));
        }
        boolean doubts = !ends && (state.doubts || !answered);
        return rest(new State(state.session, state.number, state.asked, doubts, state.waiting.tail()), effects);
    }

    private Step<State> rest(State state, List<Effect> effects) {
        if (state.waiting.isEmpty()) {
            effects.add(new CancelTimer(AGAIN));
            effects.add(new CancelTimer(DEADLINE));
            return new Step<>(state, Vector.ofAll(effects));
        }
        State next = next(state);
        return new Step<>(next, Vector.ofAll(effects).appendAll(begun(next)));
    }
}
