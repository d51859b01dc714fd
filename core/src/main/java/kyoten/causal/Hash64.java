package kyoten.causal;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Hashes of 64 bits that are the same everywhere and for ever. Against accidents, not against enemies: nothing secret goes
 * in, and whoever chooses the input can make two that collide.
 */
public final class Hash64 {
    private static final long PRIME = 0x9E3779B185EBCA87L;
    private static final long ODD = 0xC2B2AE3D27D4EB4FL;

    private Hash64() {}

    /** Each bit of a number spread over all bits: the finalizer of MurmurHash3 in David Stafford's variant 13. */
    public static long mix(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** The hash of a number after what was hashed before it. */
    public static long of(long before, long number) {
        return mix(step(before, number));
    }

    /** The hash of some bytes, and of how many they are, after what was hashed before them. */
    public static long of(long before, ByteString bytes) {
        ByteBuffer rest = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long hash = step(before, rest.remaining());
        while (rest.remaining() >= Long.BYTES) {
            hash = step(hash, rest.getLong());
        }
        long last = 0;
        while (rest.hasRemaining()) {
            last = last << Byte.SIZE | rest.get() & 0xFF;
        }
        return mix(step(hash, last));
    }

    /** The hash of a text, and of its length, after what was hashed before it. */
    public static long of(long before, String text) {
        long hash = step(before, text.length());
        for (int i = 0; i < text.length(); i++) {
            hash = step(hash, text.charAt(i));
        }
        return mix(hash);
    }

    /** The hash of a dot after what was hashed before it. */
    public static long of(long before, Dot dot) {
        long site = of(before, dot.origin().site().name());
        return mix(step(step(site, dot.origin().epoch()), dot.n()));
    }

    private static long step(long hash, long number) {
        return Long.rotateLeft((hash ^ number * ODD) * PRIME, 31) + ODD;
    }
}
