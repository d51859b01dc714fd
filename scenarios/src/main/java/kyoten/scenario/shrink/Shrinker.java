package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import kyoten.check.Verdict.Broken;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;

/**
 * Makes a failing plan small, in passes: what lets much go at once comes first. All passes are done again until none finds anything,
 * and then with more effort.
 */
public final class Shrinker {
    private static final int REPLAYS = 2;

    private Shrinker() {}

    /**
     * What is left of a failure.
     *
     * @param before the failure
     * @param result what is left, with the claim first among those that are broken
     * @param runs how many candidates were run
     * @param minimal whether no pass finds anything more; else the allowance was used up
     * @param replaysAlike whether two more runs of what is left were the same, event by event
     */
    public record Shrunk(RunResult before, RunResult result, int runs, boolean minimal, boolean replaysAlike) {

        /** The claim that stayed broken. */
        public Broken broken() {
            return result.broken().head();
        }
    }

    /**
     * Makes a failure small.
     *
     * @param failure a run with a broken claim; the first of them has to stay broken
     * @param allowance what the search may cost, as so many runs of the length of the failure
     */
    public static Shrunk shrink(RunResult failure, Scenario scenario, int allowance) {
        Trials trials = new Trials(scenario, failure, allowance);
        Vector<Pass> passes = passes();
        boolean minimal = false;
        while (!minimal && !trials.usedUp()) {
            Plan before = trials.plan();
            passes.forEach(pass -> pass.shrink(trials));
            if (trials.plan().equals(before)) {
                minimal = trials.effort().isMost() && !trials.usedUp();
                trials.tryHarder();
            }
        }
        RunResult least = trials.smallest();
        boolean alike = Vector.range(0, REPLAYS).forAll(time -> replays(least, scenario));
        return new Shrunk(failure, least, trials.runs(), minimal, alike);
    }

    private static Vector<Pass> passes() {
        return Vector.of(
                new EndSooner(),
                new BadLuck(),
                new FewerMarks(),
                new Witnessed(),
                new FewerFaults(),
                new FewerServers(),
                new FewerClients(),
                new FewerKeys(),
                new Calmer(),
                new FewerOperations(),
                new SimplerFaults(),
                new Sooner(),
                new SingleDeliveries());
    }

    private static boolean replays(RunResult first, Scenario scenario) {
        RunResult again = Simulation.run(first.plan(), scenario);
        return again.tallies().traceHash() == first.tallies().traceHash()
                && again.tallies().events() == first.tallies().events()
                && again.broken()
                        .map(Broken::claim)
                        .contains(first.broken().head().claim());
    }
}
