package kyoten.scenario.run;

import io.vavr.collection.Vector;

/**
 * What became of a campaign.
 *
 * @param scenarios in the order in which the campaign named them
 * @param failures runs with a broken claim, by scenario and seed
 * @param wallNanos how long it took
 */
public record CampaignResult(Vector<ScenarioTally> scenarios, Vector<RunResult> failures, long wallNanos) {

    /** Whether some claim of some scenario is broken. */
    public boolean broken() {
        return scenarios.exists(ScenarioTally::broken);
    }

    /** Whether some claim of some scenario is unknown. */
    public boolean unknown() {
        return scenarios.exists(ScenarioTally::unknown);
    }
}
