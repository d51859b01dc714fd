package kyoten.site;

/**
 * The keys whose hash begins with some bits.
 *
 * @param prefix the bits, uppermost first; the rest is 0
 * @param bits how many; a multiple of 4, at most 64
 */
public record HashRange(long prefix, int bits) {

    /** All keys. */
    public static final HashRange WHOLE = new HashRange(0, 0);

    /** How many children a range has. */
    public static final int CHILDREN = 16;

    private static final int STEP = 4;

    public HashRange {
        boolean isRound = bits >= 0 && bits <= Long.SIZE && bits % STEP == 0;
        if (!isRound || (prefix & ~mask(bits)) != 0) {
            throw new IllegalArgumentException("no range: " + Long.toHexString(prefix) + " of " + bits + " bits");
        }
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << Long.SIZE - bits;
    }

    /** Whether a key of this hash is in the range. */
    public boolean contains(long keyHash) {
        return (keyHash & mask(bits)) == prefix;
    }

    /** Whether it can't be divided: all its keys have the same hash. */
    public boolean isSingle() {
        return bits == Long.SIZE;
    }

    /** The i-th sixteenth of the range. */
    public HashRange child(int i) {
        return new HashRange(prefix | (long) i << Long.SIZE - bits - STEP, bits + STEP);
    }

    /** How many steps it is away from {@link #WHOLE}. */
    int depth() {
        return bits / STEP;
    }

    /** Which child of the range of a depth a key of this hash is in. */
    static int slot(long keyHash, int depth) {
        return (int) (keyHash >>> Long.SIZE - STEP * (depth + 1)) & CHILDREN - 1;
    }
}
