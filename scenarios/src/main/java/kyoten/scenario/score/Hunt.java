package kyoten.scenario.score;

import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.WorkerPool;
import kyoten.scenario.score.Arena.Played;
import kyoten.scenario.search.Search;
import kyoten.scenario.search.Search.Trial;

/**
 * A campaign that looks for a planted bug: does the trials of a search one after the other, until a claim is broken that the plant
 * names. It is not told which scenario helps.
 *
 * <p>A run counts as a find if the clean version holds all claims in the same run: else the plant is not to blame.
 */
public final class Hunt {
    private final Plant plant;
    private final Arena planted;
    private final Arena clean;
    private final Effort effort;
    private final AtomicReference<Sums> sums = new AtomicReference<>(Sums.NONE);

    private Hunt(Plant plant, Arena planted, Arena clean, Effort effort) {
        this.plant = plant;
        this.planted = planted;
        this.clean = clean;
        this.effort = effort;
    }

    /**
     * How a hunt goes about.
     *
     * @param jobs how many runs at once; changes nothing of the result but the times
     * @param mostCpuNanos the hunt ends when its runs took this long, even without a find
     * @param progress called after each run with its number, one at a time, in no order
     */
    public record Effort(int jobs, long mostCpuNanos, LongConsumer progress) {

        /** To the end of the search. */
        public static Effort unlimited(int jobs, LongConsumer progress) {
            return new Effort(jobs, Long.MAX_VALUE, progress);
        }
    }

    /**
     * A run in which a claim is broken.
     *
     * @param place of the scenario in the catalogue, from 0
     * @param plan as text, if it is not the one that the scenario makes of the seed
     * @param run how many runs it took, this one among them
     * @param seeds how many seeds of each scenario that was, the last one perhaps not of all
     * @param cpuNanos how much processor time those runs took, judging included
     */
    public record Find(
            String claim,
            String because,
            String scenario,
            int place,
            long seed,
            Option<String> plan,
            long run,
            long seeds,
            long cpuNanos) {}

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
    private record Done(long number, long cpuNanos, Vector<Find> broken, boolean isAlarm, SortedSet<Long> signature) {}

    /**
     * What is known so far.
     *
     * @param cpuNanos by the number of the run
     * @param firsts the earliest find of each claim
     * @param signatures of the runs of this generation, by the number of the run
     */
    private record Sums(
            TreeMap<Long, Long> cpuNanos,
            long cpuTotal,
            TreeMap<String, Find> firsts,
            Vector<Find> alarms,
            TreeMap<Long, SortedSet<Long>> signatures) {
        static final Sums NONE = new Sums(TreeMap.empty(), 0, TreeMap.empty(), Vector.empty(), TreeMap.empty());

        Sums with(Done done) {
            TreeMap<Long, Long> times = cpuNanos.put(done.number, done.cpuNanos);
            long total = cpuTotal + done.cpuNanos;
            TreeMap<Long, SortedSet<Long>> known = signatures.put(done.number, done.signature);
            if (done.isAlarm) {
                return new Sums(times, total, firsts, alarms.appendAll(done.broken), known);
            }
            TreeMap<String, Find> earliest = firsts;
            for (Find find : done.broken) {
                earliest = isNews(find) ? earliest.put(find.claim, find) : earliest;
            }
            return new Sums(times, total, earliest, alarms, known);
        }

        /** For the next generation; thinking it out is put down to the last run. */
        Sums generation(long nanos) {
            TreeMap<Long, Long> times = cpuNanos.lastOption()
                    .map(last -> cpuNanos.put(last._1, last._2 + nanos))
                    .getOrElse(cpuNanos);
            return new Sums(times, cpuTotal + nanos, firsts, alarms, TreeMap.empty());
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
                    find.plan,
                    find.run,
                    find.seeds,
                    cpuOf(find.run));
        }
    }

    /**
     * Hunts.
     *
     * @param clean the version without the plant
     * @param search at its beginning; the campaign ends with it, if it finds nothing
     */
    public static Hunted hunt(Plant plant, Arena planted, Arena clean, Search search, Effort effort) {
        Hunt hunt = new Hunt(plant, planted, clean, effort);
        hunt.all(search);
        return hunt.result();
    }

    private void all(Search begin) {
        long before = 0;
        for (Search search = begin; search.size() > 0 && !isOver(); search = next(search)) {
            generation(search, before);
            before += search.size();
        }
    }

    /** Numbers are handed out in order: when a run has found the bug, all before it are at least under way, and are finished. */
    private void generation(Search search, long before) {
        new WorkerPool(effort.jobs)
                .<Done>each(
                        number -> Option.when(number < search.size(), () -> run(search, number, before + number)),
                        this::isOver,
                        done -> {
                            sums.set(sums().with(done)); // called for one at a time
                            effort.progress.accept(done.number);
                        });
    }

    private Search next(Search search) {
        if (isOver()) {
            return search;
        }
        long begun = WorkerPool.cpuNanos();
        Search next = search.after(sums().signatures.values().toVector());
        sums.set(sums().generation(WorkerPool.cpuNanos() - begun));
        return next;
    }

    private Sums sums() {
        return Objects.requireNonNull(sums.get());
    }

    private boolean isOver() {
        return sums().find(plant.claims()).isDefined() || sums().cpuTotal >= effort.mostCpuNanos;
    }

    private Done run(Search search, long ofGeneration, long number) {
        long begun = WorkerPool.cpuNanos();
        Trial trial = search.trial(ofGeneration);
        Option<String> plan = trial.plan().map(PlanText::write);
        Played played = played(planted, trial, plan);
        long took = WorkerPool.cpuNanos() - begun;
        Vector<Find> found = played.broken()
                .map(one -> new Find(
                        one.claim().name(),
                        one.because(),
                        planted.scenarios().get(trial.place()),
                        trial.place(),
                        trial.seed(),
                        plan,
                        number + 1,
                        trial.round() + 1,
                        0));
        boolean isAlarm = found.exists(sums()::isNews)
                && !played(clean, trial, plan).broken().isEmpty();
        return new Done(number, took, found, isAlarm, played.broken().isEmpty() ? played.signature() : TreeSet.empty());
    }

    private static Played played(Arena arena, Trial trial, Option<String> plan) {
        return plan.map(text -> arena.run(trial.place(), text))
                .getOrElse(() -> new Played(arena.run(trial.place(), trial.seed()), TreeSet.empty()));
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
