package kyoten.scenario.score;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import kyoten.check.Verdict;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.WorkerPool;

/**
 * A campaign that looks for a planted bug: every scenario with the first seed, then every scenario with the next, until a claim is
 * broken that the plant names. It is not told which scenario helps.
 *
 * <p>A run counts as a find if the clean version holds all claims in the same run: else the plant is not to blame.
 */
public final class Hunt {
    private final Plant plant;
    private final Arena planted;
    private final Arena clean;
    private final Vector<Integer> places;
    private final Seeds seeds;
    private final AtomicReference<Sums> sums = new AtomicReference<>(Sums.NONE);

    private Hunt(Plant plant, Arena planted, Arena clean, Vector<Integer> places, Seeds seeds) {
        this.plant = plant;
        this.planted = planted;
        this.clean = clean;
        this.places = places;
        this.seeds = seeds;
    }

    /**
     * A run in which a claim is broken.
     *
     * @param place of the scenario in the catalogue, from 0
     * @param run how many runs it took, this one among them
     * @param seeds how many seeds of each scenario that was, the last one perhaps not of all
     * @param cpuNanos how much processor time those runs took, judging included
     */
    public record Find(
            String claim, String because, String scenario, int place, long seed, long run, long seeds, long cpuNanos) {}

    /**
     * What a campaign came to.
     *
     * @param firsts by claim, the first run that broke it up to the end of the campaign
     * @param runs how many runs the campaign took, at most until the find
     * @param alarms runs in which the clean version broke a claim, too
     */
    public record Hunted(
            Option<Find> find, SortedMap<String, Find> firsts, long runs, long cpuNanos, Vector<Find> alarms) {}

    /** What a run came to. */
    private record Done(long number, long cpuNanos, Vector<Find> broken, boolean isAlarm) {}

    /**
     * What is known so far.
     *
     * @param cpuNanos by the number of the run
     * @param firsts the earliest find of each claim
     */
    private record Sums(TreeMap<Long, Long> cpuNanos, TreeMap<String, Find> firsts, Vector<Find> alarms) {
        static final Sums NONE = new Sums(TreeMap.empty(), TreeMap.empty(), Vector.empty());

        Sums with(Done done) {
            TreeMap<Long, Long> times = cpuNanos.put(done.number, done.cpuNanos);
            if (done.isAlarm) {
                return new Sums(times, firsts, alarms.appendAll(done.broken));
            }
            TreeMap<String, Find> earliest = firsts;
            for (Find find : done.broken) {
                earliest = isNews(find) ? earliest.put(find.claim, find) : earliest;
            }
            return new Sums(times, earliest, alarms);
        }

        boolean isNews(Find find) {
            return firsts.get(find.claim).forAll(known -> known.run > find.run);
        }

        Option<Find> find(Vector<String> claims) {
            return claims.flatMap(firsts::get).minBy(Find::run);
        }

        long cpuOf(long runs) {
            return cpuNanos.filterKeys(number -> number < runs).values().sum().longValue();
        }

        Find timed(Find find) {
            return new Find(
                    find.claim,
                    find.because,
                    find.scenario,
                    find.place,
                    find.seed,
                    find.run,
                    find.seeds,
                    cpuOf(find.run));
        }
    }

    /**
     * Hunts.
     *
     * @param clean the version without the plant
     * @param places the scenarios to run, by their places in the catalogue
     * @param seeds the campaign ends with the last of them, if it finds nothing
     * @param jobs how many runs at once; changes nothing of the result but the times
     * @param progress called after each run with its number, one at a time, in no order
     */
    public static Hunted hunt(
            Plant plant,
            Arena planted,
            Arena clean,
            Vector<Integer> places,
            Seeds seeds,
            int jobs,
            LongConsumer progress) {
        Hunt hunt = new Hunt(plant, planted, clean, places, seeds);
        // Numbers are handed out in order: when a run has found the bug, all before it are at least under way, and are
        // finished.
        new WorkerPool(jobs).each(hunt::work, hunt::isOver, done -> {
            hunt.sums.set(hunt.sums().with(done)); // called for one at a time
            progress.accept(done.number);
        });
        return hunt.result();
    }

    private Sums sums() {
        return Objects.requireNonNull(sums.get());
    }

    private boolean isOver() {
        return sums().find(plant.claims()).isDefined();
    }

    private Option<Done> work(long number) {
        int scenarios = places.size();
        if (number >= scenarios * seeds.count()) {
            return Option.none();
        }
        int place = places.get((int) (number % scenarios));
        long seed = seeds.first() + number / scenarios;
        long begun = WorkerPool.cpuNanos();
        Vector<Verdict.Broken> broken = planted.run(place, seed);
        long took = WorkerPool.cpuNanos() - begun;
        Vector<Find> found = broken.map(one -> new Find(
                one.claim().name(),
                one.because(),
                planted.scenarios().get(place),
                place,
                seed,
                number + 1,
                number / scenarios + 1,
                0));
        boolean isAlarm =
                found.exists(sums()::isNews) && !clean.run(place, seed).isEmpty();
        return Option.some(new Done(number, took, found, isAlarm));
    }

    private Hunted result() {
        Sums all = sums();
        Option<Find> find = all.find(plant.claims()).map(all::timed);
        long runs = find.map(Find::run).getOrElse((long) all.cpuNanos.size());
        SortedMap<String, Find> firsts =
                all.firsts.filterValues(one -> one.run <= runs).mapValues(all::timed);
        return new Hunted(find, firsts, runs, all.cpuOf(runs), all.alarms);
    }
}
