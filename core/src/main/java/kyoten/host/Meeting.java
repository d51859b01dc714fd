package kyoten.host;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import kyoten.node.Effect.Meet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters nodes into the address book that a node has heard of. What is no address is told, and left out. */
final class Meeting {
    private static final Logger LOG = LoggerFactory.getLogger(Meeting.class);
    private static final int HIGHEST_PORT = 65535;

    private Meeting() {}

    static void enter(Meet meet, AddressBook addresses) {
        int colon = meet.address().lastIndexOf(':');
        byte[] host = colon < 0
                ? null
                : NetUtil.createByteArrayFromIpAddressString(meet.address().substring(0, colon));
        int port = colon < 0 ? -1 : port(meet.address().substring(colon + 1));
        if (host == null || port < 1) {
            LOG.warn("the address of {} is no IP address with a port: \"{}\"", meet.node(), meet.address());
            return;
        }
        try {
            addresses.put(meet.node(), new InetSocketAddress(InetAddress.getByAddress(host), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IP address has 4 or 16 bytes", e);
        }
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port <= HIGHEST_PORT ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
