package kyoten.scenario.run;

import io.vavr.collection.Vector;
import java.util.function.BooleanSupplier;
import kyoten.scenario.Scenario;

/**
 * Scenarios and seeds to run.
 *
 * @param scenarios each with every seed
 * @param jobs how many runs at once
 * @param repeatEvery each so many-th run is done twice, to see whether it replays alike; 0 for none
 * @param stop asked before each run; true ends the campaign
 * @param cutsShort whether a run is ended at the first violation that a claim shows beside it
 */
public record Campaign(
        Vector<Scenario> scenarios, Seeds seeds, int jobs, int repeatEvery, BooleanSupplier stop, boolean cutsShort) {

    /** Whose runs go on to their end. */
    public Campaign(Vector<Scenario> scenarios, Seeds seeds, int jobs, int repeatEvery, BooleanSupplier stop) {
        this(scenarios, seeds, jobs, repeatEvery, stop, false);
    }

    /** The same, whose runs are ended at the first violation that a claim shows beside them. */
    public Campaign cutShort() {
        return new Campaign(scenarios, seeds, jobs, repeatEvery, stop, true);
    }

    /** How many runs there are if nobody stops it. */
    public long runs() {
        return seeds.count() * scenarios.size();
    }
}
