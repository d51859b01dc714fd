package kyoten.scenario.conformance;

import io.vavr.control.Option;
import java.time.Duration;
import kyoten.node.Node;
import kyoten.node.NodeId;

/** What the conformance suite needs of a host, simulated or real. */
interface HostUnderTest extends AutoCloseable {

    /** Makes a node known, down, with an empty disk. Nodes that are known reach each other. */
    void add(NodeId id, Node<?> node);

    /** Boots a node that is down. */
    void boot(NodeId id);

    /**
     * Ends a node without a warning, at once: what it had not synced may be lost, and nobody hears of what was in flight. It is
     * down when this returns.
     */
    void kill(NodeId id);

    /** Whether a node is up. */
    boolean isUp(NodeId id);

    /** Asks something of a node; none if it doesn't reply within a second. */
    Option<Object> ask(NodeId id, Object body);

    /** Lets time go by. */
    void pass(Duration time);

    @Override
    void close();
}
