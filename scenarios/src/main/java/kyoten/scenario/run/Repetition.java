package kyoten.scenario.run;

import kyoten.check.Evidence;
import kyoten.check.Verdict;
import kyoten.scenario.Scenario;
import kyoten.scenario.diff.Lockstep;
import kyoten.scenario.diff.Parting;
import kyoten.scenario.diff.SimulatedTrail;
import kyoten.scenario.diff.Trail;

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
                        : RunInOrder.broken(RunInOrder.REPLAYS_ALIKE, difference(first, scenario)));
    }

    private static String difference(RunResult first, Scenario scenario) {
        Trail.Source run = SimulatedTrail.of(first.plan(), scenario);
        return "two runs of the seed " + first.plan().seed() + " have different trace hashes; "
                + Lockstep.of(run, run, false)
                        .map(parting -> "the first event that differs: " + line(parting.one()) + " against "
                                + line(parting.other()))
                        .getOrElse("yet another two runs have the same events, line by line");
    }

    private static String line(Parting.Rest rest) {
        return rest.first()
                .map(event -> '"' + String.join("; ", event.lines()) + '"')
                .getOrElse("the end");
    }
}
