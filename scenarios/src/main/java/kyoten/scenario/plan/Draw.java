package kyoten.scenario.plan;

import io.vavr.collection.IndexedSeq;

/**
 * Chance, keyed: every decision has a purpose and an ordinal, and is the same however many others are taken before it, so
 * that a small change of a scenario changes little of its plans.
 */
@FunctionalInterface
public interface Draw {

    /**
     * A number that looks random and depends on nothing but the source of this draw and the arguments.
     *
     * @param purpose what the decision is for: "clients"
     * @param ordinal which one of that purpose
     */
    long bits(String purpose, long ordinal);

    /** The draw of one seed. */
    static Draw of(long seed) {
        return new Hashed(mix(seed ^ Hashed.GOLDEN), 0);
    }

    /** This draw with purposes of their own: {@code within("pauses")} decides nothing alike. */
    default Draw within(String prefix) {
        return (purpose, ordinal) -> bits(prefix + '/' + purpose, ordinal);
    }

    /**
     * A number from 0 (inclusive) to the bound (exclusive).
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    default long below(String purpose, long ordinal, long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        return Long.remainderUnsigned(bits(purpose, ordinal), bound);
    }

    /** A number of the range, each as likely as another. */
    default long from(Range range, String purpose, long ordinal) {
        return range.low() + below(purpose, ordinal, range.high() - range.low() + 1);
    }

    /**
     * A number of the range, each order of magnitude as likely as another: most are small, few are large.
     *
     * @param range of numbers of at least 1
     */
    default long steeplyFrom(Range range, String purpose, long ordinal) {
        long ratio = Math.max(1, range.high() / Math.max(1, range.low()));
        int doublings = 63 - Long.numberOfLeadingZeros(ratio);
        long shifted = range.high() >> below(purpose + "/magnitude", ordinal, doublings + 1L);
        Range within = new Range(Math.max(range.low(), shifted / 2), Math.max(range.low(), shifted));
        return from(within, purpose, ordinal);
    }

    /** Whether something with that many chances in a hundred happens. */
    default boolean percent(int chances, String purpose, long ordinal) {
        return below(purpose, ordinal, 100) < chances;
    }

    /** One of them, each as likely as another. */
    default <T> T oneOf(IndexedSeq<T> choices, String purpose, long ordinal) {
        return choices.get((int) below(purpose, ordinal, choices.size()));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * The hash of a seed and of the prefixes, as far as the text before a purpose goes: the prefixes are hashed once and not for
     * each decision.
     *
     * @param length of the text so far
     */
    record Hashed(long state, int length) implements Draw {
        private static final long GOLDEN = 0x9E3779B97F4A7C15L;

        @Override
        public long bits(String purpose, long ordinal) {
            return mix(after(purpose).state ^ mix(ordinal + 0x632BE59BD9B4E019L));
        }

        @Override
        public Draw within(String prefix) {
            return after(prefix + '/');
        }

        private Hashed after(String text) {
            long hash = state;
            for (int i = 0; i < text.length(); i++) {
                hash = mix(hash ^ (text.charAt(i) + GOLDEN * (length + i + 1)));
            }
            return new Hashed(hash, length + text.length());
        }
    }
}
