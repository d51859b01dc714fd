package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.raft.RaftOptions;
import kyoten.site.resolver.Resolvers;

/**
 * How a server of a site behaves.
 *
 * @param site the site's name, in all its dots
 * @param cluster that the site is in
 * @param limits of what clients may ask
 * @param vouchPatience how long a new leader waits for word of the other voters before it begins a new epoch
 * @param resolvers that operators may choose for the values of keys; should be the same at all sites
 * @param raft this server, and how its group agrees
 */
public record SiteOptions(
        SiteId site, Cluster cluster, Limits limits, Duration vouchPatience, Resolvers resolvers, RaftOptions raft) {

    /**
     * What all sites of a cluster share.
     *
     * @param key of the contexts' seals, 16 bytes or more
     * @param founders the sites that the cluster began with, on all servers of a site the same; none at a site that joins
     *     later
     */
    public record Cluster(ByteString key, Seq<Member> founders) {
        public Cluster {
            if (key.size() < 16) {
                throw new IllegalArgumentException("the key of a cluster has 16 bytes or more: " + key.size());
            }
        }
    }

    /**
     * A server of the only site of a cluster, with the usual limits and times.
     *
     * @param servers the voters that the site begins with; empty on a server that joins later
     */
    public static SiteOptions of(SiteId site, NodeId self, Seq<NodeId> servers, ByteString clusterKey) {
        Member alone = Member.of(Incarnation.founder(site));
        return new SiteOptions(
                site,
                new Cluster(clusterKey, Vector.of(alone)),
                Limits.DEFAULT,
                Duration.ofSeconds(1),
                Resolvers.USUAL,
                RaftOptions.of(self, servers));
    }

    /** The same with other limits of what clients may ask. */
    public SiteOptions with(Limits newLimits) {
        return new SiteOptions(site, cluster, newLimits, vouchPatience, resolvers, raft);
    }

    /** The same in another cluster. */
    public SiteOptions with(Cluster newCluster) {
        return new SiteOptions(site, newCluster, limits, vouchPatience, resolvers, raft);
    }

    /** The same in a cluster of the same key that began with these sites; none at a site that joins later. */
    public SiteOptions withFounders(Seq<Member> founders) {
        return with(new Cluster(cluster.key(), founders));
    }

    /** The same with other resolvers, such as a user's own beside the usual ones. */
    public SiteOptions with(Resolvers newResolvers) {
        return new SiteOptions(site, cluster, limits, vouchPatience, newResolvers, raft);
    }

    /** The same with other options of consensus. */
    public SiteOptions with(RaftOptions newRaft) {
        return new SiteOptions(site, cluster, limits, vouchPatience, resolvers, newRaft);
    }

    /** This server. */
    public NodeId self() {
        return raft.self();
    }
}
