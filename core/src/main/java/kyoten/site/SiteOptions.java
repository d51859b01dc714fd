package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import java.time.Duration;
import kyoten.node.NodeId;
import kyoten.node.SiteId;

/**
 * How a server of a site behaves.
 *
 * @param site the site's name, in all its dots
 * @param self this server
 * @param servers the voters that the site begins with, this one among them; a server that joins later is not
 * @param clusterKey the key of the contexts' seals, 16 bytes or more, the same at all sites of the cluster
 * @param limits of what clients may ask
 * @param vouchPatience how long a new leader waits for word of the other voters before it begins a new epoch
 */
public record SiteOptions(
        SiteId site, NodeId self, Seq<NodeId> servers, ByteString clusterKey, Limits limits, Duration vouchPatience) {

    public SiteOptions {
        if (clusterKey.size() < 16) {
            throw new IllegalArgumentException("the key of a cluster has 16 bytes or more: " + clusterKey.size());
        }
    }

    /** A server of a site with the usual limits. */
    public static SiteOptions of(SiteId site, NodeId self, Seq<NodeId> servers, ByteString clusterKey) {
        return new SiteOptions(site, self, servers, clusterKey, Limits.DEFAULT, Duration.ofSeconds(1));
    }
}
