package kyoten.sim.kernel;

import java.util.function.DoubleUnaryOperator;

/** A distribution as a table of fixed-point quantiles: the same numbers on every machine, without a logarithm per draw. */
final class Quantiles {
    /** Mean 1. */
    static final Quantiles EXPONENTIAL = new Quantiles(u -> -StrictMath.log(1 - u));

    /** Index 1.5, shifted to begin at 0; median about 0.6. */
    static final Quantiles PARETO = new Quantiles(u -> StrictMath.exp(-StrictMath.log(1 - u) / 1.5) - 1);

    private static final int SIZE_BITS = 10;
    private static final int ONE_BITS = 20;

    private final long[] table = new long[1 << SIZE_BITS];

    private Quantiles(DoubleUnaryOperator quantile) {
        for (int i = 0; i < table.length; i++) {
            table[i] = (long) (quantile.applyAsDouble((i + 0.5) / table.length) * (1 << ONE_BITS));
        }
    }

    /** The quantile that the bits pick, times a scale. */
    long scaled(long bits, long scale) {
        long at = table[(int) (bits >>> (Long.SIZE - SIZE_BITS))];
        return (scale >> ONE_BITS) * at + ((scale & ((1 << ONE_BITS) - 1)) * at >> ONE_BITS);
    }
}
