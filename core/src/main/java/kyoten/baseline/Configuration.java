package kyoten.baseline;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.baseline.message.Standing;
import kyoten.node.NodeId;

/**
 * Who serves, as an operator named them.
 *
 * @param epoch counts from 1; each configuration follows the one of the epoch before
 * @param master who answers the clients
 * @param slaves who have to hold what the master acknowledges, in the order of their names; none for a central server
 */
public record Configuration(long epoch, NodeId master, Vector<NodeId> slaves) {
    private static final int NAME = 255;

    public Configuration {
        if (epoch < 1) {
            throw new IllegalArgumentException("epochs count from 1: " + epoch);
        }
        if (slaves.contains(master)) {
            throw new IllegalArgumentException(master + " can't be its own slave");
        }
        slaves = slaves.distinct().sorted();
    }

    /** The first one of a group: its first server is the master, the others its slaves. */
    public static Configuration founding(Seq<NodeId> servers) {
        return new Configuration(1, servers.head(), servers.tail().toVector());
    }

    /** Whether a server is the master or a slave. */
    public boolean has(NodeId server) {
        return master.equals(server) || slaves.contains(server);
    }

    /** The configuration that a message tells of; none if there is no such. */
    static Option<Configuration> of(Standing message) {
        Vector<String> slaves = Vector.ofAll(message.getSlavesList());
        boolean named = slaves.append(message.getMaster()).forAll(name -> !name.isEmpty() && name.length() <= NAME);
        boolean sound = message.getEpoch() >= 1 && named && !slaves.contains(message.getMaster());
        return Option.when(
                sound,
                () -> new Configuration(message.getEpoch(), new NodeId(message.getMaster()), slaves.map(NodeId::new)));
    }

    Standing toMessage() {
        return Standing.newBuilder()
                .setEpoch(epoch)
                .setMaster(master.name())
                .addAllSlaves(slaves.map(NodeId::name))
                .build();
    }
}
