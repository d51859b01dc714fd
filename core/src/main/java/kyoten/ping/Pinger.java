package kyoten.ping;

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
 * Sends a {@link Ping} to its peer, waits for the {@link Pong}, sends the next one. Messages get lost, so it sends the
 * current ping again and again until it is answered; they get doubled and delayed, so it takes only the answer that it
 * waits for. Whoever asks it, with whatever body, is told how many pings have been answered, as a {@link Long}.
 */
public final class Pinger implements Node<Pinger.State> {
    private static final String RESEND = "resend";

    private final NodeId peer;
    private final long resendNanos;

    /**
     * @param peer runs a {@link Ponger}
     * @param resendNanos how long to wait for an answer
     */
    public Pinger(NodeId peer, long resendNanos) {
        this.peer = peer;
        this.resendNanos = resendNanos;
    }

    /**
     * @param answered how many pings have been answered; the next one is on its way
     */
    public record State(long answered) {}

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Step<State> on(State state, Event event, Env env) {
        if (event instanceof Booted || event instanceof TimerFired) {
            return ping(state);
        }
        if (event instanceof Received received && received.message() instanceof Pong pong) {
            return onPong(state, pong);
        }
        if (event instanceof Asked asked) {
            return Step.to(state, new Reply(asked.request(), state.answered));
        }
        return Step.ignored(state, "not for a pinger");
    }

    private Step<State> onPong(State state, Pong pong) {
        if (pong.getNumber() <= state.answered) {
            return Step.ignored(state, "answered before");
        }
        if (pong.getNumber() > state.answered + 1) {
            return Step.ignored(state, "of an earlier boot");
        }
        return ping(new State(state.answered + 1));
    }

    private Step<State> ping(State state) {
        Ping ping = Ping.newBuilder().setNumber(state.answered + 1).build();
        return Step.to(state, new Send(peer, ping), new SetTimer(RESEND, resendNanos));
    }
}
