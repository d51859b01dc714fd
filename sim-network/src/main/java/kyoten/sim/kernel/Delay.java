package kyoten.sim.kernel;

/** A distribution of delays in nanoseconds. A value: two that are equal draw alike. */
public sealed interface Delay {

    /** The delay that 64 random bits stand for. */
    long of(long bits);

    /** Always the same. */
    static Delay constant(long nanos) {
        return new Constant(nanos);
    }

    /** No delay. */
    static Delay none() {
        return new Constant(0);
    }

    /** Always the same. */
    record Constant(long nanos) implements Delay {
        public Constant {
            check(nanos >= 0, this);
        }

        @Override
        public long of(long bits) {
            return nanos;
        }
    }

    /** Any from the least to the greatest, both included, equally often. */
    record Uniform(long leastNanos, long greatestNanos) implements Delay {
        public Uniform {
            check(leastNanos >= 0 && greatestNanos >= leastNanos, this);
        }

        @Override
        public long of(long bits) {
            return leastNanos + Dice.below(bits, greatestNanos - leastNanos + 1);
        }
    }

    /**
     * A least delay and an exponential tail.
     *
     * @param meanTailNanos the tail's mean; its greatest is about seven times as much
     */
    record Exponential(long leastNanos, long meanTailNanos) implements Delay {
        public Exponential {
            check(leastNanos >= 0 && meanTailNanos >= 0, this);
        }

        @Override
        public long of(long bits) {
            return leastNanos + Quantiles.EXPONENTIAL.scaled(bits, meanTailNanos);
        }
    }

    /**
     * A least delay and a heavy (Pareto) tail: most are short, one in a thousand is a hundred times the median.
     *
     * @param scaleNanos about the median of the tail
     * @param greatestNanos where the tail is cut off
     */
    record HeavyTail(long leastNanos, long scaleNanos, long greatestNanos) implements Delay {
        public HeavyTail {
            check(leastNanos >= 0 && scaleNanos >= 0 && greatestNanos >= leastNanos, this);
        }

        @Override
        public long of(long bits) {
            return Math.min(greatestNanos, leastNanos + Quantiles.PARETO.scaled(bits, scaleNanos));
        }
    }

    private static void check(boolean holds, Delay delay) {
        if (!holds) {
            throw new IllegalArgumentException("delays are not negative, the greatest not below the least: "
                    + delay.getClass().getSimpleName());
        }
    }
}
