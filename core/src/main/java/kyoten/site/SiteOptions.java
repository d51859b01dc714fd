package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import java.time.Duration;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.raft.RaftOptions;

/**
 * How a server of a site behaves.
 *
 * @param site the site's name, in all its dots
 * @param clusterKey the key of the contexts' seals, 16 bytes or more, the same at all sites of the cluster
 * @param limits of what clients may ask
 * @param vouchPatience how long a new leader waits for word of the other voters before it begins a new epoch
 * @param raft this server, and how its group agrees
 */
public record SiteOptions(SiteId site, ByteString clusterKey, Limits limits, Duration vouchPatience, RaftOptions raft) {

    public SiteOptions {
        if (clusterKey.size() < 16) {
            throw new IllegalArgumentException("the key of a cluster has 16 bytes or more: " + clusterKey.size());
        }
    }

    /**
     * A server of a site with the usual limits and times.
     *
     * @param servers the voters that the site begins with; empty on a server that joins later
     */
    public static SiteOptions of(SiteId site, NodeId self, Seq<NodeId> servers, ByteString clusterKey) {
        return new SiteOptions(site, clusterKey, Limits.DEFAULT, Duration.ofSeconds(1), RaftOptions.of(self, servers));
    }

    /** The same with other limits of what clients may ask. */
    public SiteOptions with(Limits newLimits) {
        return new SiteOptions(site, clusterKey, newLimits, vouchPatience, raft);
    }

    /** The same with other options of consensus. */
    public SiteOptions with(RaftOptions newRaft) {
        return new SiteOptions(site, clusterKey, limits, vouchPatience, newRaft);
    }

    /** This server. */
    public NodeId self() {
        return raft.self();
    }
}
