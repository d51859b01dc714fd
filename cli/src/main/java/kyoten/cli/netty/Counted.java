package kyoten.cli.netty;

import java.util.concurrent.atomic.LongAdder;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.Step;

/**
 * A node whose events are counted.
 *
 * @param <S> the node's state
 */
record Counted<S>(Node<S> node, LongAdder events) implements Node<S> {
    static <S> Counted<S> of(Node<S> node, LongAdder events) {
        return new Counted<>(node, events);
    }

    @Override
    public S initial() {
        return node.initial();
    }

    @Override
    public Step<S> on(S state, Event event, Env env) {
        events.increment();
        return node.on(state, event, env);
    }
}
