package kyoten.scenario;

import io.vavr.collection.Seq;
import kyoten.node.NodeId;

/** How an operator tells a server of a system without elections that it is the master from now on. */
public interface Succession {

    /**
     * The order to a server.
     *
     * @param epoch of the configuration; that of the first one is 1
     */
    Object lead(long epoch, NodeId master, Seq<NodeId> slaves);

    /** Whether a server has answered that it is the master, and will not forget it. */
    boolean accepted(Object reply);
}
