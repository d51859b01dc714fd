package kyoten.sim;

import kyoten.node.NodeId;

/**
 * A node broke its contract: it threw, or asked for what no host can give. The node has crashed of it, and the run is broken.
 *
 * @param nanos the virtual time
 * @param what it did, with the values in it
 * @param cause what was thrown
 */
public record Violation(long nanos, NodeId node, String what, Throwable cause) {

    @Override
    public String toString() {
        return "node " + node + " at " + nanos + " ns: " + what;
    }
}
