package kyoten.host;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import kyoten.host.Handshake.RefusedException;
import kyoten.wire.MalformedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a connection: the first frame goes to the side's handshake, the others are messages. Whatever is wrong with the
 * bytes ends the connection with a line in the log.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** What the two sides of a connection do differently. */
    interface Side {

        /** The connection stands. */
        void onOpen(Channel channel);

        /**
         * The first frame came.
         *
         * @return whether to go on; otherwise what follows is ignored until the side closes the connection
         * @throws RefusedException to end the connection
         * @throws MalformedException to end the connection
         */
        boolean onHandshake(Channel channel, byte[] payload) throws RefusedException;

        /**
         * Another frame came.
         *
         * @throws MalformedException to end the connection
         */
        void onMessage(byte[] payload);

        /** The connection is no more. */
        void onClosed(Channel channel);

        /** The two ends, for the log: "a and b at 10.0.0.2:4711". */
        String ends();
    }

    private enum Stage {
        GREETING,
        TALKING,
        ENDING
    }

    private final Side side;
    private Stage stage = Stage.GREETING;

    Connection(Side side) {
        this.side = side;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        side.onOpen(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object payload) throws RefusedException {
        if (stage == Stage.TALKING) {
            side.onMessage((byte[]) payload);
        } else if (stage == Stage.GREETING) {
            context.pipeline().get(FrameDecoder.class).allowMessages();
            stage = side.onHandshake(context.channel(), (byte[]) payload) ? Stage.TALKING : Stage.ENDING;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stage = Stage.ENDING;
        side.onClosed(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        if (stage == Stage.ENDING) {
            return; // each message that still waited fails, too
        }
        stage = Stage.ENDING;
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (isTheirFault(cause)) {
            LOG.warn("closing the connection between {}: {}", side.ends(), cause.getMessage());
        } else if (cause instanceof IOException) {
            LOG.info("lost the connection between {}: {}", side.ends(), cause.getMessage());
        } else {
            LOG.error("closing the connection between {}", side.ends(), cause);
        }
        context.close();
    }

    private static boolean isTheirFault(Throwable cause) {
        return cause instanceof RefusedException
                || cause instanceof MalformedException
                || cause instanceof SSLException;
    }
}
