package kyoten.check.generate;

/**
 * Randomness by key, not by stream: a draw is a function of the seed, what it is for, and an ordinal, the same on every Java. The
 * mixer is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
 */
public final class Chance {
    private final long seed;

    /** All draws of one seed. */
    public Chance(long seed) {
        this.seed = seed;
    }

    /** 64 even bits. */
    public long bits(String purpose, long ordinal) {
        long key = 0;
        for (int i = 0; i < purpose.length(); i++) {
            key = key * 31 + purpose.charAt(i);
        }
        return mix(mix(seed + 0x9E3779B97F4A7C15L) ^ mix(key * 0x9E3779B97F4A7C15L + mix(ordinal)));
    }

    /** A number from 0 to {@code bound - 1}. */
    public long below(long bound, String purpose, long ordinal) {
        return Long.remainderUnsigned(bits(purpose, ordinal), bound);
    }

    /** True in a share of cases; shares are drawn in millionths, so that no floating point decides. */
    public boolean share(double share, String purpose, long ordinal) {
        return below(1_000_000, purpose, ordinal) < Math.round(share * 1_000_000);
    }

    private static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
