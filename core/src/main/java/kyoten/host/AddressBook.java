package kyoten.host;

import io.vavr.control.Option;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import kyoten.node.NodeId;

/**
 * Where nodes listen. May be shared by hosts and changed while they run, from any thread. A node that isn't in it, such as a
 * client, can be reached only by a connection that it has opened itself.
 */
public final class AddressBook {
    private final ConcurrentMap<NodeId, InetSocketAddress> addresses = new ConcurrentHashMap<>();

    /**
     * Enters a node, or changes its address.
     *
     * @param address resolved: a host asks no name service, which could make it wait
     * @throws IllegalArgumentException if the address isn't resolved
     */
    public void put(NodeId node, InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the address of " + node + " is not resolved: " + address);
        }
        addresses.put(node, address);
    }

    /** Where a node listens, if that is known. */
    public Option<InetSocketAddress> find(NodeId node) {
        return Option.of(addresses.get(node));
    }
}
