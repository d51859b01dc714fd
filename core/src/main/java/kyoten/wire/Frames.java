package kyoten.wire;

import io.vavr.control.Option;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Cuts a stream of bytes into frames: the payload's length, a CRC32C of length and payload, the payload. Numbers have four
 * bytes, high byte first. A stream with a wrong frame is lost from there on; its connection must be closed.
 */
public final class Frames {
    /** The greatest length of a payload in bytes, and what decoding one may take of memory beside it. */
    public static final int LIMIT = 8 << 20;

    /** The bytes of a frame before its payload. */
    public static final int HEADER = 8;

    private final int limit;

    /**
     * @param limit the greatest length of a payload in bytes, at most {@link #LIMIT}
     */
    public Frames(int limit) {
        if (limit < 1 || limit > LIMIT) {
            throw new IllegalArgumentException("a limit of " + limit + " bytes, but it must be 1 to " + LIMIT);
        }
        this.limit = limit;
    }

    /**
     * The frame of a payload.
     *
     * @throws IllegalArgumentException if the payload is longer than the limit
     */
    public byte[] frame(byte[] payload) {
        if (payload.length > limit) {
            throw new IllegalArgumentException("a payload of " + payload.length + " bytes, at most " + limit + " fit");
        }
        return ByteBuffer.allocate(HEADER + payload.length)
                .putInt(payload.length)
                .putInt(check(payload))
                .put(payload)
                .array();
    }

    /**
     * Takes the next frame's payload from the stream. Allocates nothing before the whole frame is there.
     *
     * @param stream what has come of the stream and not been taken, high byte first; its position moves behind the frame
     * @return the payload, or none if the rest of it is still to come
     * @throws MalformedException if what has come can't begin or be a frame
     */
    public Option<byte[]> next(ByteBuffer stream) {
        if (stream.remaining() < Integer.BYTES) {
            return Option.none();
        }
        int length = stream.getInt(stream.position());
        if (length < 0 || length > limit) {
            throw new MalformedException(
                    "frame of " + Integer.toUnsignedString(length) + " bytes, at most " + limit + " are allowed");
        }
        if (stream.remaining() < HEADER + length) {
            return Option.none();
        }
        int claimed = stream.getInt(stream.position() + Integer.BYTES);
        byte[] payload = new byte[length];
        stream.position(stream.position() + HEADER).get(payload);
        if (check(payload) != claimed) {
            throw new MalformedException("frame of " + length + " bytes whose check sum is wrong");
        }
        return Option.some(payload);
    }

    private static int check(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }
}
