package kyoten.scenario.run;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.Consumer;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;

/** Runs campaigns: every scenario with every seed, several at once, with a result that depends on neither number nor speed. */
public final class Runner {
    private final Campaign campaign;
    private final Theatre theatre;
    private final TreeMap<Integer, ScenarioTally> tallies = new TreeMap<>();
    private Vector<RunResult> failures = Vector.empty();

    private Runner(Campaign campaign, Theatre theatre) {
        this.campaign = campaign;
        this.theatre = theatre;
        for (int i = 0; i < campaign.scenarios().size(); i++) {
            tallies.put(i, ScenarioTally.of(campaign.scenarios().get(i).name()));
        }
    }

    /** One run's place in the campaign and what became of it. */
    private record Done(int scenario, RunResult result) {}

    /** Where runs take place. Called by several workers at once. */
    @FunctionalInterface
    public interface Theatre {

        /** Runs a plan to its end and has it judged; the result says how much processor time that took. */
        RunResult run(Plan plan, Scenario scenario);
    }

    /**
     * Runs a campaign in simulated worlds.
     *
     * @param progress called after each run, one at a time, in no order
     */
    public static CampaignResult run(Campaign campaign, Consumer<RunResult> progress) {
        return run(campaign, (plan, scenario) -> simulated(plan, scenario, campaign.cutsShort()), progress);
    }

    /**
     * Runs a campaign somewhere.
     *
     * @param theatre where each run takes place
     * @param progress called after each run, one at a time, in no order
     */
    public static CampaignResult run(Campaign campaign, Theatre theatre, Consumer<RunResult> progress) {
        return new Runner(campaign, theatre).run(progress);
    }

    private static RunResult simulated(Plan plan, Scenario scenario, boolean cutsShort) {
        long begun = WorkerPool.cpuNanos();
        return Simulation.of(plan, scenario, cutsShort).finish().took(WorkerPool.cpuNanos() - begun);
    }

    /**
     * Finishes one run that was begun, as a campaign of its own.
     *
     * @param done gets what became of it
     */
    public static CampaignResult one(Simulation simulation, Consumer<RunResult> done) {
        long begun = WorkerPool.wallNanos();
        long cpu = WorkerPool.cpuNanos();
        RunResult result = simulation.finish();
        result = result.took(WorkerPool.cpuNanos() - cpu);
        done.accept(result);
        Vector<RunResult> failures = result.clean() ? Vector.empty() : Vector.of(result);
        ScenarioTally tally = ScenarioTally.of(result.plan().scenario()).with(result);
        return new CampaignResult(Vector.of(tally), failures, WorkerPool.wallNanos() - begun);
    }

    private CampaignResult run(Consumer<RunResult> progress) {
        long begun = WorkerPool.wallNanos();
        new WorkerPool(campaign.jobs()).each(this::work, campaign.stop(), done -> {
            add(done);
            progress.accept(done.result);
        });
        Comparator<RunResult> order = Comparator.comparingInt(this::place)
                .thenComparingLong(result -> result.plan().seed());
        return new CampaignResult(
                Vector.ofAll(tallies.values()), failures.sorted(order), WorkerPool.wallNanos() - begun);
    }

    private int place(RunResult result) {
        return campaign.scenarios()
                .indexWhere(scenario -> scenario.name().equals(result.plan().scenario()));
    }

    private void add(Done done) {
        tallies.compute(done.scenario, (any, tally) -> tally.with(done.result));
        if (!done.result.clean()) {
            failures = failures.append(done.result);
        }
    }

    private Option<Done> work(long number) {
        if (number >= campaign.runs()) {
            return Option.none();
        }
        int scenario = (int) (number % campaign.scenarios().size());
        long seed = campaign.seeds().first() + number / campaign.scenarios().size();
        boolean repeat = campaign.repeatEvery() > 0 && number % campaign.repeatEvery() == 0;
        return Option.of(new Done(scenario, run(campaign.scenarios().get(scenario), seed, repeat)));
    }

    private RunResult run(Scenario scenario, long seed, boolean repeat) {
        RunResult result = theatre.run(scenario.plan(seed), scenario);
        return repeat ? Repetition.judge(result, scenario, campaign.cutsShort()) : result;
    }
}
