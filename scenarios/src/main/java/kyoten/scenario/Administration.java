package kyoten.scenario;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.node.SiteId;

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

    /**
     * Asks a site to join the cluster of another; none if the system knows one site only.
     *
     * @param sponsors the servers of the other site
     */
    default Option<Object> joinSite(Seq<NodeId> sponsors) {
        return Option.none();
    }

    /**
     * Asks to let a site leave the cluster; none if the system knows one site only.
     *
     * @param force without asking the site, whose writes that no other has are lost
     */
    default Option<Object> leaveSite(SiteId site, boolean force) {
        return Option.none();
    }

    /** Asks to show the values of the keys with a prefix as a resolver makes them; none if the system has no resolvers. */
    default Option<Object> setResolver(String prefix, String resolver) {
        return Option.none();
    }

    /** Whether a server answered that it is done. */
    boolean done(Object reply);

    /** Whether a server that answered that it is done warned that something else counts all the same. */
    default boolean overruled(Object reply) {
        return false;
    }

    /** Whom to ask instead, if the server told. */
    Option<NodeId> leader(Object reply);
}
