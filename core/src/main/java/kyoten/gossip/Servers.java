package kyoten.gossip;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import kyoten.gossip.message.MemberPart;
import kyoten.gossip.message.ServerPart;
import kyoten.node.NodeId;
import kyoten.wire.MalformedException;

/**
 * Where a site is to be reached.
 *
 * @param version raised by the site with every change. A site that was restored may give out a version twice; then the one
 *     that is greater by its addresses counts everywhere, until the site raises the version again
 * @param addresses of each server, as {@code host:port}; empty where the host knows by itself
 */
public record Servers(long version, SortedMap<NodeId, String> addresses) {
    static final Servers NONE = new Servers(0, TreeMap.empty());

    private static final int LONGEST_ADDRESS = 300;

    /** The same site at other addresses. */
    public Servers changed(SortedMap<NodeId, String> newAddresses) {
        return new Servers(version + 1, newAddresses);
    }

    Servers merge(Servers other) {
        return compare(other) >= 0 ? this : other;
    }

    private int compare(Servers other) {
        int byVersion = Long.compareUnsigned(version, other.version);
        return byVersion != 0 ? byVersion : text().compareTo(other.text());
    }

    /** Different for different addresses: names and addresses hold no line break. */
    private String text() {
        return addresses.map(entry -> entry._1 + "\n" + entry._2).mkString("\n");
    }

    static Servers of(MemberPart message) {
        SortedMap<NodeId, String> addresses = TreeMap.empty();
        for (ServerPart server : message.getServersList()) {
            addresses = addresses.put(name(server), server.getAddress());
        }
        if (addresses.size() < message.getServersCount()) {
            throw new MalformedException("a member names a server twice");
        }
        return new Servers(message.getServersVersion(), addresses);
    }

    private static NodeId name(ServerPart server) {
        String name = server.getName();
        if (name.isEmpty() || name.length() > 255 || name.contains("\n")) {
            throw new MalformedException("a server's name has 1 to 255 characters in one line: \"" + name + '"');
        } else if (server.getAddress().length() > LONGEST_ADDRESS
                || server.getAddress().contains("\n")) {
            throw new MalformedException(
                    "the address of " + name + " is longer than " + LONGEST_ADDRESS + " or a line");
        }
        return new NodeId(name);
    }

    void addTo(MemberPart.Builder message) {
        message.setServersVersion(version);
        addresses.forEach((server, address) -> message.addServers(
                ServerPart.newBuilder().setName(server.name()).setAddress(address)));
    }
}
