package kyoten.wire;

import java.util.Arrays;
import java.util.Random;

/** Spoils bytes as networks, disks and enemies do: flips, overwrites, cuts, inserts, doubles. */
public final class Mutation {
    private Mutation() {}

    /** A copy of the bytes with some changes. */
    public static byte[] of(byte[] bytes, Random random, int changes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < changes; i++) {
            result = once(result, random);
        }
        return result;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                return longer;
            }
            default -> {
                int length = random.nextInt(bytes.length - at);
                byte[] doubled = Arrays.copyOf(bytes, bytes.length + length);
                System.arraycopy(bytes, at, doubled, at + length, bytes.length - at);
                return doubled;
            }
        }
        return bytes;
    }
}
