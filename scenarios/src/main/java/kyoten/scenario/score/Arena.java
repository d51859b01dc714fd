package kyoten.scenario.score;

import io.vavr.collection.SortedSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.check.Verdict;

/**
 * Where runs of one version of the system take place. The catalogue behind it may be made of other classes than the caller's, so
 * nothing but shared types goes through here. Called by several workers at once.
 */
public interface Arena {

    /** The names of all scenarios, in the catalogue's order. */
    Vector<String> scenarios();

    /** The names of all claims that judge some scenario, those about the run itself among them. */
    Vector<String> claims();

    /** Runs a scenario with a seed, and tells which claims are broken. */
    Vector<Verdict.Broken> run(int scenario, long seed);

    /**
     * Runs a plan.
     *
     * @param plan as text
     */
    Played run(int scenario, String plan);

    /**
     * Makes a run in which a claim is broken small.
     *
     * @param plan as text; none for the one that the scenario makes of the seed
     * @param allowance what that may cost, as so many runs of the same length
     */
    Option<Shrunk> shrink(int scenario, long seed, Option<String> plan, String claim, int allowance);

    /**
     * What became of a run.
     *
     * @param signature what it reached, as {@link kyoten.scenario.search.Signature} tells it
     */
    record Played(Vector<Verdict.Broken> broken, SortedSet<Long> signature) {}

    /**
     * What is left of a run.
     *
     * @param plan as a text
     * @param events of its run
     * @param before how many events the failure had
     * @param runs how many candidates were run
     * @param minimal whether nothing more can be left out; else the allowance was used up
     * @param replaysAlike whether two more runs of it were the same
     * @param cpuNanos how much processor time it took
     */
    record Shrunk(
            String plan, long events, long before, int runs, boolean minimal, boolean replaysAlike, long cpuNanos) {}
}
