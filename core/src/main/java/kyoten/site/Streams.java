package kyoten.site;

import com.google.protobuf.ByteString;

/**
 * The streams into which the keys of a cluster are dealt, rule S1. Dots are counted per stream, so that streams can move
 * between groups, and sites can have different numbers of groups.
 */
public final class Streams {

    /** How many there are, at every site, for ever. */
    public static final int COUNT = 256;

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private Streams() {}

    /** Whether there is a stream of this number. */
    static boolean isOne(int stream) {
        return stream >= 0 && stream < COUNT;
    }

    /** The stream of a key: FNV-1a of 32 bits, its four bytes folded into one. Fixed for ever. */
    public static int of(ByteString key) {
        int hash = FNV_OFFSET;
        for (int i = 0; i < key.size(); i++) {
            hash = (hash ^ key.byteAt(i) & 0xFF) * FNV_PRIME;
        }
        int half = hash ^ hash >>> 16;
        return (half ^ half >>> 8) & 0xFF;
    }
}
