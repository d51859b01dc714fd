package kyoten.host;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.vavr.control.Option;
import java.util.concurrent.TimeUnit;
import kyoten.host.Handshake.RefusedException;
import kyoten.node.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The side of a connection that was called. */
final class Called implements Connection.Side {
    private static final Logger LOG = LoggerFactory.getLogger(Called.class);
    private static final int SECONDS_TO_SAY_HELLO = 10;
    private static final int MS_TO_READ_REFUSAL = 500;

    private final Transport transport;
    private final HostConfig config;
    private final Channel channel;
    private Option<NodeId> caller = Option.none();

    Called(Transport transport, HostConfig config, Channel channel) {
        this.transport = transport;
        this.config = config;
        this.channel = channel;
    }

    @Override
    public void onOpen(Channel open) {
        transport.loop().schedule(this::closeIfSilent, SECONDS_TO_SAY_HELLO, TimeUnit.SECONDS);
    }

    private void closeIfSilent() {
        if (caller.isEmpty() && channel.isOpen()) {
            LOG.info("closing the connection between {}: no hello within {} s", ends(), SECONDS_TO_SAY_HELLO);
            channel.close();
        }
    }

    @Override
    public boolean onHandshake(Channel from, byte[] payload) {
        try {
            NodeId node = Handshake.readHello(payload, config.cluster(), config.node());
            caller = Option.of(node);
            transport.called(node, channel);
            channel.writeAndFlush(Unpooled.wrappedBuffer(Handshake.welcome()));
            return true;
        } catch (RefusedException e) {
            LOG.warn("refusing the connection between {}: {}", ends(), e.getMessage());
            channel.writeAndFlush(Unpooled.wrappedBuffer(Handshake.refusal(String.valueOf(e.getMessage()))));
            // Closed at once, with messages still coming in, the connection would be reset and the reason lost.
            transport.loop().schedule(() -> channel.close(), MS_TO_READ_REFUSAL, TimeUnit.MILLISECONDS);
            return false;
        }
    }

    @Override
    public void onMessage(byte[] payload) {
        transport.received(caller.get(), payload);
    }

    @Override
    public void onClosed(Channel closed) {
        transport.closed(caller, channel);
    }

    @Override
    public String ends() {
        return config.node() + " and " + (caller.isDefined() ? caller.get() + " at " : "a stranger at ")
                + channel.remoteAddress();
    }
}
