package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.geo.message.GeoEnvelope;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.NodeId;
import kyoten.node.SiteId;

/**
 * Another site, whose leader says what a test wants.
 *
 * @param id of its incarnation; 0 for a founder
 * @param tenure of its leader
 */
record OtherSite(String name, long id, long epoch, long tenure) {
    static OtherSite of(String name) {
        return new OtherSite(name, 0, 7, 1);
    }

    OtherSite in(long otherEpoch) {
        return new OtherSite(name, id, otherEpoch, tenure);
    }

    OtherSite underNewLeader() {
        return new OtherSite(name, id, epoch, tenure + 1);
    }

    OtherSite as(long otherId) {
        return new OtherSite(name, otherId, epoch, tenure);
    }

    SiteId site() {
        return new SiteId(name);
    }

    NodeId first() {
        return new NodeId(name + "/1");
    }

    NodeId second() {
        return new NodeId(name + "/2");
    }

    Incarnation incarnation() {
        return new Incarnation(site(), id);
    }

    Origin origin() {
        return new Origin(site(), epoch);
    }

    Dot dot(long n) {
        return new Dot(origin(), n);
    }

    Member member() {
        return Member.founder(incarnation(), addresses()).in(epoch);
    }

    private SortedMap<NodeId, String> addresses() {
        return TreeMap.of(first(), name + ":1", second(), name + ":2");
    }

    /** What it says, as its leader. */
    GeoEnvelope.Builder signed(GeoEnvelope.Builder message) {
        return message.setSite(name).setIncarnation(id).setEpoch(epoch).setTenure(tenure);
    }
}
