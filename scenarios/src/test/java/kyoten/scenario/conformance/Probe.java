package kyoten.scenario.conformance;

import io.vavr.collection.List;
import io.vavr.collection.Vector;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.Step;

/** A node that performs the effects that it is asked for, and reports what it has seen since its boot. */
final class Probe implements Node<Vector<Probe.Seen>> {

    /**
     * An event as the node saw it.
     *
     * @param twice whether what Env tells was the same when it was asked again within the step
     */
    record Seen(Event event, long now, long random, boolean twice) {}

    /** A request: perform these effects in order, then reply "done". */
    record Do(List<Effect> effects) {}

    /** A request: reply what has been seen, a {@link Vector} of {@link Seen}. */
    record Report() {}

    /** A request: throw. */
    record Throw() {}

    /** What a probe throws. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Vector<Seen> initial() {
        return Vector.empty();
    }

    @Override
    public Step<Vector<Seen>> on(Vector<Seen> state, Event event, Env env) {
        if (event instanceof Event.Asked asked && asked.body() instanceof Report) {
            return Step.to(state, new Effect.Reply(asked.request(), state));
        }
        Vector<Seen> seen = state.append(see(event, env));
        if (event instanceof Event.Asked asked && asked.body() instanceof Do request) {
            return new Step<>(seen, request.effects().append(new Effect.Reply(asked.request(), "done")));
        }
        if (event instanceof Event.Asked asked && asked.body() instanceof Throw) {
            throw new Thrown();
        }
        return Step.to(seen);
    }

    private static Seen see(Event event, Env env) {
        long now = env.now();
        long wall = env.wall();
        long random = env.random("probe", 1);
        boolean twice = now == env.now() && wall == env.wall() && random == env.random("probe", 1);
        return new Seen(event, now, random, twice);
    }
}
