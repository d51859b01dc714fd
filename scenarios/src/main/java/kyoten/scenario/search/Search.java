package kyoten.scenario.search;

import io.vavr.collection.SortedSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.plan.Plan;

/**
 * Chooses the runs of a campaign, a generation at a time: within one, no choice depends on what became of another run. A value; what
 * comes next follows from what came before alone.
 */
public interface Search {

    /** How many trials the generation has; 0 when the search is over. */
    long size();

    /**
     * A trial of the generation. Called by several workers at once.
     *
     * @param number from 0 to the size
     */
    Trial trial(long number);

    /**
     * The search with its next generation.
     *
     * @param signatures what each trial of this generation reached, in the order of their numbers, as {@link Signature} has it; empty
     *     for one that is of no use to what comes
     */
    Search after(Vector<SortedSet<Long>> signatures);

    /**
     * One run to be.
     *
     * @param place of the scenario in the catalogue, from 0
     * @param round which of the scenario's trials it is, from 0
     * @param seed of the run
     * @param plan none for the one that the scenario makes of the seed
     */
    record Trial(int place, long round, long seed, Option<Plan> plan) {}
}
