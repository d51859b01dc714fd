package kyoten.host;

import io.vavr.control.Option;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import kyoten.node.NodeId;

/**
 * How a node is to be run.
 *
 * @param node its name
 * @param cluster the name of its cluster; nodes of different clusters refuse each other
 * @param listen where others reach it, none for a client; port 0 chooses a free one
 * @param folder where its files are, none for a node that has none: each disk operation then fails
 * @param network how it reaches others
 * @param seams what a test may put its own in the place of
 */
public record HostConfig(
        NodeId node,
        String cluster,
        Option<InetSocketAddress> listen,
        Option<Path> folder,
        Network network,
        Seams seams) {

    /**
     * How a node reaches others.
     *
     * @param addresses where they listen
     * @param tls how connections are secured, none for plain ones
     */
    public record Network(AddressBook addresses, Option<Tls> tls) {}

    /**
     * What can be replaced.
     *
     * @param watcher is told of notes and crashes
     * @param storage how files are read and written
     */
    public record Seams(HostWatcher watcher, Storage storage) {}

    /** A node that neither listens nor stores anything nor knows anybody. */
    public static HostConfig of(NodeId node, String cluster) {
        return new HostConfig(
                node,
                cluster,
                Option.none(),
                Option.none(),
                new Network(new AddressBook(), Option.none()),
                new Seams(HostWatcher.NONE, Storage.REAL));
    }

    /** Listens there; port 0 chooses a free one. */
    public HostConfig listeningOn(InetSocketAddress address) {
        return new HostConfig(node, cluster, Option.of(address), folder, network, seams);
    }

    /** Keeps its files in that folder, which is made if it is missing. */
    public HostConfig storedIn(Path dataFolder) {
        return new HostConfig(node, cluster, listen, Option.of(dataFolder), network, seams);
    }

    /** Reaches the nodes of that book. */
    public HostConfig knowing(AddressBook addresses) {
        return new HostConfig(node, cluster, listen, folder, new Network(addresses, network.tls), seams);
    }

    /** Talks TLS only. */
    public HostConfig securedBy(Tls tls) {
        return new HostConfig(node, cluster, listen, folder, new Network(network.addresses, Option.of(tls)), seams);
    }

    /** Tells that watcher of notes and crashes. */
    public HostConfig watchedBy(HostWatcher watcher) {
        return new HostConfig(node, cluster, listen, folder, network, new Seams(watcher, seams.storage));
    }

    /** Reads and writes files that way. */
    public HostConfig storedThrough(Storage storage) {
        return new HostConfig(node, cluster, listen, folder, network, new Seams(seams.watcher, storage));
    }
}
