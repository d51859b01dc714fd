package kyoten.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kyoten.node.Effect.Send;
import kyoten.node.Event.Received;
import kyoten.node.NodeId;
import kyoten.ping.Ping;
import kyoten.ping.PingMessages;
import kyoten.wire.Frames;
import kyoten.wire.Mutation;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

class HostileBytesTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final Ping PING = Ping.newBuilder().setNumber(7).build();
    private static final byte[] HELLO = Handshake.hello("test", A, B);
    private static final byte[] MESSAGE = new Frames(Frames.LIMIT).frame(PingMessages.REGISTRY.encode(PING));

    /** The called side without a network. */
    private static final class Side implements Connection.Side {
        private final List<Object> received = new ArrayList<>();

        @Override
        public void onOpen(Channel channel) {}

        @Override
        public boolean onHandshake(Channel channel, byte[] payload) throws Handshake.RefusedException {
            Handshake.readHello(payload, "test", B);
            return true;
        }

        @Override
        public void onMessage(byte[] payload) {
            received.add(PingMessages.REGISTRY.decode(payload));
        }

        @Override
        public void onClosed(Channel channel) {}

        @Override
        public String ends() {
            return "a test and itself";
        }
    }

    /** Each closed connection is worth a line of the log, but thirty thousand of them are not. */
    @BeforeContainer
    static void quiet() {
        ((Logger) LoggerFactory.getLogger(Connection.class)).setLevel(Level.ERROR);
    }

    @AfterContainer
    static void loud() {
        ((Logger) LoggerFactory.getLogger(Connection.class)).setLevel(null);
    }

    @Property(tries = 30_000)
    void hostile_bytes_end_in_messages_or_a_closed_connection(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 6) int changes) {
        byte[] stream = new byte[HELLO.length + 2 * MESSAGE.length];
        System.arraycopy(HELLO, 0, stream, 0, HELLO.length);
        System.arraycopy(MESSAGE, 0, stream, HELLO.length, MESSAGE.length);
        System.arraycopy(MESSAGE, 0, stream, HELLO.length + MESSAGE.length, MESSAGE.length);
        byte[] hostile = Mutation.of(stream, random, changes);
        Side side = new Side();
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(), new Connection(side));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int at = 0; at < hostile.length && channel.isOpen(); at += 16) {
            channel.writeInbound(Unpooled.copiedBuffer(hostile, at, Math.min(16, hostile.length - at)));
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(Frames.LIMIT);
        assertThat(side.received).allMatch(PING::equals);
        assertThat(changes > 0 || side.received.size() == 2).isTrue();
        channel.finishAndReleaseAll();
    }

    @Example
    void a_node_outlives_its_enemies() throws Exception {
        Probe probe = new Probe();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        AddressBook book = new AddressBook();
        Probe friend = new Probe();
        try (NodeHost host = new NodeHost(HostConfig.of(B, "test").listeningOn(any), PingMessages.REGISTRY, probe);
                NodeHost other = new NodeHost(HostConfig.of(A, "test").knowing(book), PingMessages.REGISTRY, friend)) {
            host.start();
            probe.next();
            book.put(B, host.address());
            attack(host.address(), "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            attack(host.address(), MESSAGE);
            attack(host.address(), new byte[] {0x7F, 0x7F, 0x7F, 0x7F, 0, 0, 0, 0});
            byte[] unknown = new Frames(Frames.LIMIT).frame(new byte[] {9, 9, 9});
            attack(host.address(), join(HELLO, unknown));

            other.start();
            friend.ask(other, new Send(B, PING));

            assertThat(probe.next()).isEqualTo(new Received(A, PING));
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Sends bytes and waits until the node closes the connection. */
    private static void attack(InetSocketAddress address, byte[] bytes) throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(bytes);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // what it says is of no interest
            }
        } catch (SocketException e) {
            // reset is closed, too
        }
    }
}
