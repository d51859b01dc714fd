package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Prefixes.Rule;
import kyoten.node.NodeId;
import kyoten.site.Operator;
import kyoten.site.Store;

/**
 * What the leader of a site remembers of other sites. Nothing of it is durable: a new leader begins with nothing, and
 * learns it anew.
 *
 * @param tenure drawn at random, so that other sites notice a new leader
 * @param ticks how many have passed
 * @param peers the other members
 * @param exchange a comparison of trees in which this site catches up; one at a time
 * @param givenUp how many in a row came to nothing, because the other site was silent for too long
 * @param pinned the states of which other sites compare trees, by the exchange
 * @param joining what an operator asked, until it has come to an end
 * @param leaving the operators who wait until a site has left
 * @param choosing the operators who wait until a choice of a resolver is committed
 */
record Leadership(
        long tenure,
        long ticks,
        SortedMap<Incarnation, Peer> peers,
        Option<Exchange> exchange,
        int givenUp,
        SortedMap<Long, Pinned> pinned,
        Option<Joining> joining,
        Vector<Leaving> leaving,
        Vector<Choosing> choosing) {

    static Leadership begun(long tenure) {
        return new Leadership(
                tenure,
                0,
                TreeMap.empty(),
                Option.none(),
                0,
                TreeMap.empty(),
                Option.none(),
                Vector.empty(),
                Vector.empty());
    }

    /**
     * A state that another site compares its own with.
     *
     * @param by that site
     * @param usedAt when it last asked, by {@code Env.now()}
     */
    record Pinned(Incarnation by, Store root, long usedAt) {}

    /**
     * An operator wants this site to join others.
     *
     * @param number unlike that of any other join
     * @param servers whom to ask, in turn
     * @param since by {@code Env.now()}
     */
    record Joining(Operator operator, long number, Vector<NodeId> servers, long since) {}

    /**
     * An operator waits until a site has left.
     *
     * @param warning what to tell beside that it has
     */
    record Leaving(Operator operator, Incarnation site, String warning) {}

    /**
     * An operator waits until a choice of a resolver is committed.
     *
     * @param rule what was chosen
     */
    record Choosing(Operator operator, ByteString prefix, Rule rule) {}

    Leadership ticked() {
        return new Leadership(tenure, ticks + 1, peers, exchange, givenUp, pinned, joining, leaving, choosing);
    }

    Leadership with(SortedMap<Incarnation, Peer> newPeers) {
        return new Leadership(tenure, ticks, newPeers, exchange, givenUp, pinned, joining, leaving, choosing);
    }

    Leadership with(Peer peer) {
        return with(peers.put(peer.member().incarnation(), peer));
    }

    Leadership withExchange(Option<Exchange> newExchange) {
        return new Leadership(tenure, ticks, peers, newExchange, givenUp, pinned, joining, leaving, choosing);
    }

    /** No exchange is going on any more. */
    Leadership withoutExchange(int newGivenUp) {
        return new Leadership(tenure, ticks, peers, Option.none(), newGivenUp, pinned, joining, leaving, choosing);
    }

    Leadership withPinned(SortedMap<Long, Pinned> newPinned) {
        return new Leadership(tenure, ticks, peers, exchange, givenUp, newPinned, joining, leaving, choosing);
    }

    Leadership withJoining(Option<Joining> newJoining) {
        return new Leadership(tenure, ticks, peers, exchange, givenUp, pinned, newJoining, leaving, choosing);
    }

    Leadership withLeaving(Vector<Leaving> newLeaving) {
        return new Leadership(tenure, ticks, peers, exchange, givenUp, pinned, joining, newLeaving, choosing);
    }

    Leadership withChoosing(Vector<Choosing> newChoosing) {
        return new Leadership(tenure, ticks, peers, exchange, givenUp, pinned, joining, leaving, newChoosing);
    }
}
