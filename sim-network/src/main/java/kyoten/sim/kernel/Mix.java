package kyoten.sim.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Fixed 64-bit mixing functions. The same on any JVM; not for secrets. */
public final class Mix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long LANE = 0xC2B2AE3D27D4EB4FL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Mix() {}

    /** A bijection of the longs whose every output bit depends on every input bit (SplitMix64's finalizer). */
    public static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** Mixes a second number into a first; the order matters. */
    public static long mix(long first, long second) {
        return mix(first * GOLDEN + Long.rotateLeft(second, 29) + second);
    }

    /** A hash of a text's UTF-16 units. */
    public static long text(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * LANE;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    /** A hash of bytes: four lanes of eight bytes at a time, then the rest. */
    public static long bytes(byte[] bytes) {
        long a = GOLDEN;
        long b = LANE;
        long c = ~GOLDEN;
        long d = ~LANE;
        int at = 0;
        for (; at + 32 <= bytes.length; at += 32) {
            a = lane(a, (long) LONGS.get(bytes, at));
            b = lane(b, (long) LONGS.get(bytes, at + 8));
            c = lane(c, (long) LONGS.get(bytes, at + 16));
            d = lane(d, (long) LONGS.get(bytes, at + 24));
        }
        for (; at + 8 <= bytes.length; at += 8) {
            a = lane(a, (long) LONGS.get(bytes, at));
        }
        long rest = bytes.length;
        for (; at < bytes.length; at++) {
            rest = rest << 8 | (bytes[at] & 0xFF);
        }
        return mix(mix(a, b) + mix(c, d), mix(rest));
    }

    private static long lane(long lane, long value) {
        return Long.rotateLeft(lane + value * LANE, 31) * GOLDEN;
    }
}
