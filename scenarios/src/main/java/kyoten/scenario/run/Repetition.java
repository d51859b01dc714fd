package kyoten.scenario.run;

import kyoten.check.Evidence;
import kyoten.check.Verdict;
import kyoten.scenario.Scenario;

/** Runs a plan a second time and compares. */
final class Repetition {
    private Repetition() {}

    /** The result with the verdict on whether its plan replays alike. */
    static RunResult judge(RunResult first, Scenario scenario, boolean cutsShort) {
        RunResult second = Simulation.of(first.plan(), scenario, cutsShort).finish();
        boolean alike = second.tallies().traceHash() == first.tallies().traceHash()
                && second.tallies().events() == first.tallies().events();
        return first.and(
                alike
                        ? Verdict.unbroken(
                                RunInOrder.REPLAYS_ALIKE,
                                Evidence.of("events", first.tallies().events()))
                        : RunInOrder.broken(RunInOrder.REPLAYS_ALIKE, difference(first, scenario, cutsShort)));
    }

    private static String difference(RunResult first, Scenario scenario, boolean cutsShort) {
        return "two runs of the seed " + first.plan().seed() + " have different trace hashes; "
                + Lockstep.firstDifference(
                        Simulation.of(first.plan(), scenario, cutsShort),
                        Simulation.of(first.plan(), scenario, cutsShort));
    }
}
