package kyoten.scenario.score;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.LongConsumer;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.score.Hunt.Find;
import kyoten.scenario.score.Hunt.Hunted;
import kyoten.scenario.search.Search;
import kyoten.scenario.search.Strategy;

/**
 * How often a strategy finds a bug in a given processor time: when it has, it begins anew with other seeds and knows nothing. A count
 * of such hunts says more than the time of a single one, which is mostly luck.
 *
 * @param hunts one after the other; the last one had no time to find anything
 */
public record Comparison(Plant plant, Strategy strategy, Vector<Hunted> hunts) {
    /** The seeds of a hunt are more than it ever takes. */
    private static final long SEEDS_OF_A_HUNT = 1_000_000;

    private static final int WARM_UP_RUNS = 40;

    /**
     * Hunts a bug for some time with one strategy.
     *
     * @param rules their first seed is that of the first hunt; how many seeds there are is of no account
     * @param cpuNanos how much processor time all runs may take; the last one ends later
     * @param progress called after each run
     */
    public static Comparison of(
            Plant plant, Arena planted, Arena clean, Score.Rules rules, long cpuNanos, LongConsumer progress) {
        Vector<Hunted> hunts = Vector.empty();
        long used = 0;
        for (int number = 0; used < cpuNanos; number++) {
            Hunt.Effort effort = new Hunt.Effort(rules.jobs(), cpuNanos - used, progress);
            long first = rules.seeds().first() + number * SEEDS_OF_A_HUNT;
            Seeds seeds = new Seeds(first, first + SEEDS_OF_A_HUNT - 1);
            Hunted hunted = Hunt.hunt(plant, planted, clean, rules.search(planted, rules.strategy(), seeds), effort);
            hunts = hunts.append(hunted);
            used += Math.max(1, hunted.cpuNanos());
        }
        return new Comparison(plant, rules.strategy(), hunts);
    }

    /** Runs a planted version, whose classes are new and slow at first, for some time that nobody counts. */
    public static void warmUp(Arena planted, Score.Rules rules) {
        Seeds others =
                new Seeds(rules.seeds().first() - WARM_UP_RUNS, rules.seeds().first() - 1);
        Search search = rules.search(planted, Strategy.PLAIN, others);
        for (int run = 0; run < WARM_UP_RUNS; run++) {
            Search.Trial trial = search.trial(run);
            planted.run(trial.place(), trial.seed());
        }
    }

    /** How often the bug was found. */
    public int finds() {
        return hunts.count(hunt -> hunt.find().isDefined());
    }

    /** How many runs there were. */
    public long runs() {
        return hunts.map(Hunted::runs).sum().longValue();
    }

    /** How much processor time they took, in nanoseconds. */
    public long cpuNanos() {
        return hunts.map(Hunted::cpuNanos).sum().longValue();
    }

    /** The first find. */
    public Option<Find> first() {
        return hunts.flatMap(Hunted::find).headOption();
    }

    /** Runs in which the version without the plant broke a claim, too. */
    public Vector<Find> alarms() {
        return hunts.flatMap(Hunted::alarms);
    }
}
