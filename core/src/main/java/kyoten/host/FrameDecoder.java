package kyoten.host;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.vavr.control.Option;
import java.nio.ByteBuffer;
import java.util.List;
import kyoten.wire.Frames;

/**
 * Makes payloads, arrays of bytes, of what comes in. Before the connection has said whose it is, only short ones are allowed.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private static final Frames HANDSHAKE = new Frames(4096);
    private static final Frames MESSAGES = new Frames(Frames.LIMIT);

    private Frames frames = HANDSHAKE;

    /** From the next frame on, messages are allowed. */
    void allowMessages() {
        frames = MESSAGES;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        ByteBuffer stream = in.nioBuffer();
        Option<byte[]> payload = frames.next(stream);
        if (payload.isDefined()) {
            in.skipBytes(stream.position());
            out.add(payload.get());
        }
    }
}
