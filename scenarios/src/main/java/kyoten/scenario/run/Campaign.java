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
 */
public record Campaign(Vector<Scenario> scenarios, Seeds seeds, int jobs, int repeatEvery, BooleanSupplier stop) {

    /** How many runs there are if nobody stops it. */
    public long runs() {
        return seeds.count() * scenarios.size();
    }
}
