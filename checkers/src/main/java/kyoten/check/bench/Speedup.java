package kyoten.check.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import kyoten.check.Limits;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.linear.Linearizability;
import kyoten.check.linear.Registers;
import kyoten.history.History;
import kyoten.history.Value;

/**
 * How much faster two workers judge many keys than one: by the wall, the medians of runs in turns.
 *
 * @param oneMillis what one worker took
 * @param twoMillis what two workers took
 */
public record Speedup(double oneMillis, double twoMillis) {
    /** What is to be reached. */
    public static final double WANTED = 1.7;

    private static final int RUNS = 9;

    /** The history that is judged. */
    static Recipe manyKeys(int values) {
        return Recipe.register(7, 1_000_000, 30)
                .withKeys(1_000)
                .withValues(values)
                .withMix(new Recipe.Mix(0.5, 0, 0.01, 0.5));
    }

    /**
     * @param workers one and two of them, each on a thread of its own; both idle
     */
    public static Speedup measure(LongSupplier wallNanos, List<Executor> workers) {
        History history = Generator.generate(manyKeys(0));
        double[][] millis = new double[workers.size()][RUNS];
        for (int run = -2; run < RUNS; run++) {
            for (int i = 0; i < workers.size(); i++) {
                Linearizability checker = Registers.casRegister(Value.NIL).on(workers.get(i));
                long begin = wallNanos.getAsLong();
                checker.check(history, Limits.none());
                millis[i][Math.max(run, 0)] = (wallNanos.getAsLong() - begin) / 1e6;
            }
        }
        Function<double[], Double> median = all -> Arrays.stream(all).sorted().toArray()[RUNS / 2];
        return new Speedup(median.apply(millis[0]), median.apply(millis[1]));
    }

    /** How many times as fast two workers are. */
    public double ratio() {
        return oneMillis / twoMillis;
    }
}
