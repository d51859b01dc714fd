package kyoten.scenario.run;

import io.vavr.collection.Vector;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.scenario.plan.Plan;

/**
 * What became of one run.
 *
 * @param plan that was run
 * @param history what the clients saw
 * @param verdicts one for each claim, that the run itself was in order first
 * @param struck the faults, with the times that they came to
 * @param cutShort whether the run was ended at the first violation
 */
public record RunResult(
        Plan plan,
        History history,
        Vector<Verdict> verdicts,
        Tallies tallies,
        Vector<String> struck,
        boolean cutShort) {

    /**
     * What was counted.
     *
     * @param operations of clients
     * @param answered how many of them were done for sure
     * @param events of the world
     * @param virtualNanos how long the run took in its own time
     * @param cpuNanos how much processor time it took, judging included
     * @param faults how often each kind struck, or was left out
     * @param marks which ones the nodes noted
     * @param traceHash of every event and every byte sent
     */
    public record Tallies(
            long operations,
            long answered,
            long events,
            long virtualNanos,
            long cpuNanos,
            FaultTally faults,
            MarkTally marks,
            long traceHash) {
        static final Tallies NONE = new Tallies(0, 0, 0, 0, 0, FaultTally.NONE, MarkTally.NONE, 0);

        Tallies took(long nanos) {
            return new Tallies(operations, answered, events, virtualNanos, nanos, faults, marks, traceHash);
        }
    }

    /** This result with the processor time, in nanoseconds. */
    public RunResult took(long nanos) {
        return new RunResult(plan, history, verdicts, tallies.took(nanos), struck, cutShort);
    }

    /** This result with one verdict more. */
    RunResult and(Verdict verdict) {
        return new RunResult(plan, history, verdicts.append(verdict), tallies, struck, cutShort);
    }

    /** This result with its verdicts in another order. */
    public RunResult withVerdicts(Vector<Verdict> others) {
        return new RunResult(plan, history, others, tallies, struck, cutShort);
    }

    /** Whether no claim is broken. */
    public boolean clean() {
        return verdicts.forAll(verdict -> !verdict.broken());
    }

    /** The verdicts that say that a claim is broken. */
    public Vector<Verdict.Broken> broken() {
        return verdicts.filter(Verdict.Broken.class::isInstance).map(Verdict.Broken.class::cast);
    }
}
