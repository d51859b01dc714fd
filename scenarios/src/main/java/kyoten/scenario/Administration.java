package kyoten.scenario;

import io.vavr.control.Option;
import kyoten.node.NodeId;

/** How an operator talks to the servers of a system, for faults that an operator brings about. */
public interface Administration {

    /** Asks for another leader. */
    Object transfer(NodeId to);

    /** Asks to take a server out of the site. */
    Object remove(NodeId server);

    /** Asks to let a server copy the log, without a vote. */
    Object addLearner(NodeId server);

    /** Asks to let a learner vote. */
    Object promote(NodeId server);

    /** Whether a server answered that it is done. */
    boolean done(Object reply);

    /** Whom to ask instead, if the server told. */
    Option<NodeId> leader(Object reply);
}
