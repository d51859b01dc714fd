package kyoten.host;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Event.Asked;
import kyoten.node.Node;
import kyoten.node.Step;

/** A node that does what it is asked, a sequence of effects, and shows the test each event. */
final class Probe implements Node<Long> {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    @Override
    public Long initial() {
        return 0L;
    }

    @Override
    public Step<Long> on(Long state, Event event, Env env) {
        if (event instanceof Asked asked) {
            if (asked.body() instanceof RuntimeException exception) {
                throw exception;
            }
            @SuppressWarnings("unchecked") // the tests ask for effects only
            Seq<Effect> effects = (Seq<Effect>) asked.body();
            return new Step<>(state + 1, effects);
        }
        events.add(event);
        return Step.to(state + 1);
    }

    void ask(NodeHost host, Effect... effects) {
        host.ask(Vector.of(effects), reply -> {});
    }

    /** The next event but for questions. */
    Event next() {
        try {
            Event event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isQuiet() {
        return events.isEmpty();
    }
}
