package kyoten.ping;

import kyoten.node.Effect.Send;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Event.Received;
import kyoten.node.Node;
import kyoten.node.Step;

/** Answers each {@link Ping} with the {@link Pong} of the same number, and counts them. */
public final class Ponger implements Node<Ponger.State> {

    /**
     * @param answered how many pings this boot has answered
     */
    public record State(long answered) {}

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Step<State> on(State state, Event event, Env env) {
        if (event instanceof Received received && received.message() instanceof Ping ping) {
            Pong pong = Pong.newBuilder().setNumber(ping.getNumber()).build();
            return Step.to(new State(state.answered + 1), new Send(received.from(), pong));
        }
        return Step.ignored(state, "not a ping");
    }
}
