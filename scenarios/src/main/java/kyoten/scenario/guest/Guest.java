package kyoten.scenario.guest;

import kyoten.node.Event;
import kyoten.node.NodeId;

/**
 * One boot of a library that was not written as a node, with what adapts it: its state is its own and may change in place. What is
 * asked of it here it does by calls of the {@link Outside} that it was given when it arrived.
 */
public interface Guest {

    /** A message arrived. */
    void received(NodeId from, Object message);

    /**
     * The host's outside asks something.
     *
     * @param request for {@link Outside#reply}
     */
    void asked(long request, Object body);

    /** Lets guests arrive. */
    @FunctionalInterface
    interface Arrival {

        /**
         * A guest that knows nothing but what the disk holds.
         *
         * @param outside all that it may touch, during this boot
         */
        Guest boot(Outside outside, Event.Booted booted);
    }
}
