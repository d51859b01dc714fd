package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import kyoten.check.Verdict;
import kyoten.check.Verdict.Broken;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.sim.Delivery;

/**
 * Runs candidates, each to its end, and keeps the last one that still broke the claim. Counts work in events, not in time, so that
 * the result is the same on every machine.
 */
final class Trials {
    /** A run has a price, however short it is: as much as this part of the failure. */
    private static final int LEAST_SHARE = 20;

    /** A candidate that goes on for so many times as long as the failure is given up. */
    private static final int MOST_TIMES = 2;

    private final Scenario scenario;
    private final String claim;
    private final long whole;
    private final long allowance;
    // Asked only, never iterated.
    private final Set<Plan> tried = new HashSet<>();
    private RunResult smallest;
    private Effort effort = Effort.LITTLE;
    private long spent;
    private int runs;

    /**
     * @param failure whose first broken claim has to stay broken
     * @param allowance how many runs of the length of the failure the candidates may cost
     */
    Trials(Scenario scenario, RunResult failure, int allowance) {
        this.scenario = scenario;
        this.claim = failure.broken().head().claim().name();
        this.whole = Math.max(1, failure.tallies().events());
        this.allowance = allowance * whole;
        this.smallest = failure;
        tried.add(failure.plan());
    }

    /** The smallest plan so far that breaks the claim. */
    Plan plan() {
        return smallest.plan();
    }

    /** Its run, with the claim first among the broken ones. */
    RunResult smallest() {
        return smallest;
    }

    /** What became of each message in that run. */
    Vector<Delivery> deliveries() {
        ArrayList<Delivery> all = new ArrayList<>();
        Simulation simulation = new Simulation(plan(), scenario);
        simulation.onDelivery(all::add);
        simulation.finish();
        runs++;
        spent += whole;
        return Vector.ofAll(all);
    }

    /** Gives up what has been accepted since. */
    void goBackTo(RunResult earlier) {
        smallest = earlier;
    }

    int runs() {
        return runs;
    }

    Effort effort() {
        return effort;
    }

    void tryHarder() {
        effort = effort.more();
    }

    boolean usedUp() {
        return spent >= allowance;
    }

    /** Whether a candidate, perhaps with another chance, breaks the claim; it is the smallest plan from then on. */
    boolean accept(Plan candidate) {
        if (candidate.equals(plan())) {
            return false;
        }
        for (int chance = 0; chance < effort.seeds() && !usedUp(); chance++) {
            Plan one = candidate.withSeed(candidate.seed() + chance);
            if (tried.add(one) && fails(one)) {
                return true;
            }
        }
        return false;
    }

    /** Accepts what there is to accept. */
    boolean accept(Option<Plan> candidate) {
        return candidate.isDefined() && accept(candidate.get());
    }

    private boolean fails(Plan candidate) {
        runs++;
        Option<RunResult> result = run(candidate).map(this::claimFirst);
        spent += Math.max(
                whole / LEAST_SHARE, result.map(one -> one.tallies().events()).getOrElse(whole));
        boolean alike = result.exists(this::isAlike);
        if (alike) {
            smallest = result.get();
        }
        return alike;
    }

    /** None if the candidate makes no sense to the system, or does not end. */
    private Option<RunResult> run(Plan candidate) {
        try {
            Simulation simulation = new Simulation(candidate, scenario);
            for (long events = 0; events < MOST_TIMES * whole; events++) {
                if (!simulation.step()) {
                    return Option.of(simulation.finish());
                }
            }
            return Option.none();
        } catch (RuntimeException | StackOverflowError senseless) {
            return Option.none();
        }
    }

    private RunResult claimFirst(RunResult result) {
        Vector<Verdict> sorted =
                result.verdicts().sortBy(verdict -> verdict.claim().name().equals(claim) ? 0 : 1);
        return result.withVerdicts(sorted);
    }

    /** What was thrown elsewhere is another failure, such as a checker's that can't read the history of a candidate. */
    private boolean isAlike(RunResult result) {
        Option<Broken> broken = result.broken().headOption();
        return broken.exists(one -> one.claim().name().equals(claim)
                && thrownAt(one).equals(thrownAt(smallest.broken().head())));
    }

    /** Where the exception was thrown that broke the claim; none if it was not an exception. */
    private static Option<String> thrownAt(Broken broken) {
        return Vector.ofAll(broken.because().lines().toList()).find(line -> line.startsWith("\tat "));
    }
}
