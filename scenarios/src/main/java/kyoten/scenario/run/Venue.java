package kyoten.scenario.run;

import java.util.function.Consumer;
import kyoten.node.NodeId;

/**
 * Where a run takes place: a simulated world, or real nodes. All that a venue calls back, it calls one after the other, never
 * two at once.
 */
public interface Venue {

    /** The time since the run's beginning, in nanoseconds. */
    long now();

    /** Calls at a time since the run's beginning, at once if that has passed. */
    void at(long nanos, Runnable call);

    /** Asks a client node; a client always answers, if only that it does not know. */
    void ask(NodeId client, Object body, Consumer<Object> onAnswer);
}
