package kyoten.host;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.vavr.control.Option;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kyoten.node.NodeId;
import kyoten.wire.Frames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of one node during one boot. Messages are datagrams: what can't be sent at once, or within the bounds of a
 * queue, is dropped; nothing ever waits. A node in the address book is called when there is something to say to it; any other
 * is answered on the connection that it opened last. Used on the node's loop only, but for {@link #listen}.
 */
final class Transport {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final int MAX_CALLERS = 4096;

    /** When this much waits in a connection, messages are dropped until half of it is gone. */
    static final WriteBufferWaterMark BOUND = new WriteBufferWaterMark(Frames.LIMIT, 2 * Frames.LIMIT);

    /** Gets the messages that arrive. */
    interface Receiver {

        /** @throws kyoten.wire.MalformedException if the bytes are no message; the connection is closed then */
        void onMessage(NodeId from, byte[] payload);
    }

    private final HostConfig config;
    private final EventLoop loop;
    private final Sockets sockets;
    private final Receiver receiver;
    private final Frames frames = new Frames(Frames.LIMIT);
    private final Option<SslContext> callingTls;
    private final Option<SslContext> calledTls;
    private final Map<NodeId, Link> links = new HashMap<>();
    private final Map<NodeId, Channel> callers = new HashMap<>();
    private final Set<Channel> inbound = new LinkedHashSet<>();
    private final List<Channel> unflushed = new ArrayList<>();
    private Option<Channel> listening = Option.none();

    /** @throws HostException if the TLS files can't be used */
    Transport(HostConfig config, EventLoop loop, Sockets sockets, Receiver receiver) throws HostException {
        this.config = config;
        this.loop = loop;
        this.sockets = sockets;
        this.receiver = receiver;
        Option<Tls> tls = config.network().tls();
        this.callingTls = tls.isDefined() ? Option.of(tls.get().forCalling()) : Option.none();
        this.calledTls = tls.isDefined() ? Option.of(tls.get().forCalled()) : Option.none();
    }

    /**
     * Takes the address, but no connections yet.
     *
     * @return the address with the port that was chosen
     * @throws HostException if the address can't be had
     */
    InetSocketAddress listen(InetSocketAddress address) throws HostException {
        ServerBootstrap server = new ServerBootstrap()
                .group(loop)
                .channel(sockets.server())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, BOUND)
                .childHandler(new Callers());
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new HostException(
                    "cannot listen on " + address.getHostString() + ':' + address.getPort() + ": "
                            + bound.cause().getMessage()
                            + ". Is another program using that port? Stop it, or choose another address.",
                    bound.cause());
        }
        listening = Option.of(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /** Takes connections from now on. */
    void accept() {
        listening.forEach(channel -> channel.config().setAutoRead(true));
    }

    private final class Callers extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (inbound.size() >= MAX_CALLERS) {
                LOG.warn("{}: more than {} connections; closing the newest", config.node(), MAX_CALLERS);
                channel.close();
                return;
            }
            inbound.add(channel);
            calledTls.forEach(tls -> channel.pipeline().addLast(tls.newHandler(channel.alloc())));
            channel.pipeline().addLast(new FrameDecoder(), new Connection(new Called(Transport.this, config, channel)));
        }
    }

    /** Hands over a message to whoever the node is, if there is a way to it. Not on its way before {@link #flush}. */
    void send(NodeId to, byte[] payload) {
        byte[] frame = frames.frame(payload);
        Option<InetSocketAddress> address = config.network().addresses().find(to);
        if (address.isDefined()) {
            links.computeIfAbsent(to, node -> new Link(this, node)).send(address.get(), frame);
        } else if (callers.containsKey(to)) {
            write(callers.get(to), frame);
        } else {
            LOG.debug("{}: no way to {}", config.node(), to);
        }
    }

    /** Writes a frame to a connection that has room for it, or drops it. */
    void write(Channel channel, byte[] frame) {
        if (channel.isWritable()) {
            channel.write(Unpooled.wrappedBuffer(frame), channel.voidPromise());
            unflushed.add(channel);
        } else {
            LOG.debug("{}: dropped a message, {} does not keep up", config.node(), channel);
        }
    }

    /** Sends off what has been written. */
    void flush() {
        unflushed.forEach(Channel::flush);
        unflushed.clear();
    }

    void received(NodeId from, byte[] payload) {
        receiver.onMessage(from, payload);
    }

    void called(NodeId from, Channel channel) {
        callers.put(from, channel);
    }

    void closed(Option<NodeId> from, Channel channel) {
        inbound.remove(channel);
        from.forEach(node -> callers.remove(node, channel));
    }

    EventLoop loop() {
        return loop;
    }

    HostConfig config() {
        return config;
    }

    Sockets sockets() {
        return sockets;
    }

    Option<SslContext> callingTls() {
        return callingTls;
    }

    /** Closes each connection; messages open new ones. */
    void closeConnections() {
        new ArrayList<>(inbound).forEach(Channel::close);
        links.values().forEach(Link::close);
    }

    /** Closes everything. */
    void close() {
        listening.forEach(Channel::close);
        closeConnections();
    }
}
