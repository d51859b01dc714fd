package kyoten.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses with ports, as people write them. */
final class Addresses {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\s]+):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    private Addresses() {}

    /**
     * An address, looked up if it is a name.
     *
     * @throws IllegalArgumentException if it is none, or can't be found; the message says what was expected
     */
    static InetSocketAddress parse(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(2)) > MAX_PORT) {
            throw new IllegalArgumentException("expected an address with a port, such as 127.0.0.1:4711");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(address.group(1)), Integer.parseInt(address.group(2)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("expected the address of a machine that can be found", e);
        }
    }

    /** As {@code host:port}, the host an IP address. */
    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }
}
