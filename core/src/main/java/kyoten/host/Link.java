package kyoten.host;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.vavr.control.Option;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import kyoten.host.Handshake.RefusedException;
import kyoten.node.NodeId;
import kyoten.wire.Frames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a node of the address book: a connection that is opened by the first message and opened again, after a pause
 * that grows, by the next one after it broke. Messages wait only while the connection is being opened.
 */
final class Link implements Connection.Side {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int CONNECT_TIMEOUT_MS = 3_000;
    private static final int DEAD_PEER_TIMEOUT_MS = 10_000;
    private static final long FIRST_PAUSE_NANOS = 20_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000L;
    private static final int MAX_WAITING_BYTES = Frames.LIMIT + Frames.HEADER;

    private final Transport transport;
    private final NodeId peer;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private Option<Channel> channel = Option.none();
    private boolean open;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long notBefore = System.nanoTime();

    Link(Transport transport, NodeId peer) {
        this.transport = transport;
        this.peer = peer;
    }

    void send(InetSocketAddress address, byte[] frame) {
        if (open) {
            transport.write(channel.get(), frame);
            return;
        }
        if (channel.isEmpty()) {
            if (System.nanoTime() - notBefore < 0) {
                return;
            }
            connect(address);
        }
        if (waitingBytes + frame.length <= MAX_WAITING_BYTES) {
            waiting.add(frame);
            waitingBytes += frame.length;
        }
    }

    private void connect(InetSocketAddress address) {
        Bootstrap client = new Bootstrap()
                .group(transport.loop())
                .channel(transport.sockets().client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Transport.BOUND)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel opening) {
                        initialize(opening, address);
                    }
                });
        if (transport.sockets().client() == EpollSocketChannel.class) {
            client.option(EpollChannelOption.TCP_USER_TIMEOUT, DEAD_PEER_TIMEOUT_MS);
        }
        ChannelFuture connecting = client.connect(address);
        channel = Option.of(connecting.channel());
        connecting.addListener(result -> {
            if (!result.isSuccess()) {
                LOG.debug(
                        "{} cannot reach {}: {}",
                        transport.config().node(),
                        peer,
                        result.cause().getMessage());
                onClosed(connecting.channel());
            }
        });
    }

    private void initialize(Channel opening, InetSocketAddress address) {
        transport
                .callingTls()
                .forEach(tls -> opening.pipeline()
                        .addLast(tls.newHandler(opening.alloc(), address.getHostString(), address.getPort())));
        opening.pipeline().addLast(new FrameDecoder(), new Connection(this));
    }

    /** What follows the hello need not wait for the welcome. */
    @Override
    public void onOpen(Channel opened) {
        open = true;
        HostConfig config = transport.config();
        opened.write(Unpooled.wrappedBuffer(Handshake.hello(config.cluster(), config.node(), peer)));
        waiting.forEach(frame -> transport.write(opened, frame));
        forgetWaiting();
        opened.flush();
    }

    private void forgetWaiting() {
        waiting.clear();
        waitingBytes = 0;
    }

    @Override
    public boolean onHandshake(Channel from, byte[] payload) throws RefusedException {
        pauseNanos = LONGEST_PAUSE_NANOS;
        Handshake.readAnswer(payload);
        pauseNanos = FIRST_PAUSE_NANOS;
        return true;
    }

    @Override
    public void onMessage(byte[] payload) {
        transport.received(peer, payload);
    }

    @Override
    public void onClosed(Channel closed) {
        if (!channel.contains(closed)) {
            return;
        }
        channel = Option.none();
        open = false;
        forgetWaiting();
        notBefore = System.nanoTime() + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }

    void close() {
        channel.forEach(Channel::close);
    }

    @Override
    public String ends() {
        return transport.config().node() + " and " + peer
                + channel.map(to -> " at " + to.remoteAddress()).getOrElse("");
    }
}
