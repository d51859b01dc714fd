package kyoten.sim;

import io.vavr.collection.List;
import io.vavr.collection.Vector;
import java.util.Arrays;
import java.util.function.Supplier;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.Step;

/** A node that does what it is asked to and remembers what it saw since its boot. */
final class Puppet implements Node<Vector<Puppet.Seen>> {

    /** An event, and the step's time and chance. */
    record Seen(Event event, long now, long wall, long random) {}

    /** A request: perform these effects, then reply "done". */
    record Do(List<Effect> effects) {
        static Do all(Effect... effects) {
            return new Do(List.ofAll(Arrays.asList(effects)));
        }
    }

    /** A request: throw this. */
    record Throw(Supplier<RuntimeException> what) {}

    @Override
    public Vector<Seen> initial() {
        return Vector.empty();
    }

    @Override
    public Step<Vector<Seen>> on(Vector<Seen> state, Event event, Env env) {
        Vector<Seen> seen = state.append(new Seen(event, env.now(), env.wall(), env.random("test", 0)));
        if (event instanceof Event.Asked asked && asked.body() instanceof Do request) {
            return new Step<>(seen, request.effects.append(new Effect.Reply(asked.request(), "done")));
        }
        if (event instanceof Event.Asked asked && asked.body() instanceof Throw request) {
            throw request.what.get();
        }
        return Step.to(seen);
    }
}
