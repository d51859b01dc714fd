package kyoten.sim;

import kyoten.node.NodeId;

/** Hears of the marks that nodes leave, at the very effect, so that a fault may strike between two effects of a step. */
@FunctionalInterface
public interface NoteListener {

    /** A node noted something. */
    void onNote(NodeId node, String mark, String detail);
}
