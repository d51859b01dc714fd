package kyoten.scenario.run;

import kyoten.node.NodeId;
import kyoten.scenario.plan.Times;

/**
 * A server was seen doing something.
 *
 * @param nanos when, since the run's beginning
 */
record Sight(NodeId node, long nanos) {
    @Override
    public String toString() {
        return node + " at " + Times.text(nanos);
    }
}
