package kyoten.host;

import kyoten.node.NodeId;

/** Is told what happens to a node, on the node's own thread: it must not block. */
public interface HostWatcher {

    /** Watches nothing. */
    HostWatcher NONE = new HostWatcher() {};

    /** The node noted a mark. */
    default void onNote(NodeId node, String mark, String detail) {}

    /** The node's step, or an effect of it, threw: the node has stopped. Its host can be started again. */
    default void onCrash(NodeId node, Throwable cause) {}
}
