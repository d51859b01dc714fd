package kyoten.scenario.microraft;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import kyoten.check.Verdict;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Runner;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.Test;

/** {@link MicroRaftCampaign} found the seeds. */
final class MicroRaftTest {
    /** A leader counts what one of its followers acknowledged in an older term, and acknowledges a write that the others never had. */
    private static final long LOSES_A_WRITE = 32;

    /** A deposed leader answers a read with acknowledgements that were given before a later write. */
    private static final long READS_THE_PAST = 170;

    private static Vector<String> broken(Scenario scenario, long seed) {
        RunResult run = Simulation.run(scenario.plan(seed), scenario);
        return run.broken().map(Verdict.Broken::claim).map(claim -> claim.name());
    }

    @Test
    void an_acknowledged_write_is_lost_unless_old_acknowledgements_are_kept_out() {
        String claim = "linearizable-put-get-out";
        assertThat(broken(MicroRaftScenarios.returningLeaders(), LOSES_A_WRITE)).containsExactly(claim);
        assertThat(broken(MicroRaftScenarios.returningLeaders(Mend.NO_JOINED_ROUNDS), LOSES_A_WRITE))
                .containsExactly(claim);
        assertThat(broken(MicroRaftScenarios.returningLeaders(Mend.NO_OLD_ACKNOWLEDGEMENTS), LOSES_A_WRITE))
                .isEmpty();
    }

    @Test
    void a_read_is_stale_unless_it_joins_no_older_round() {
        String claim = "linearizable-put-get-out";
        assertThat(broken(MicroRaftScenarios.deposedLeaders(), READS_THE_PAST)).containsExactly(claim);
        assertThat(broken(MicroRaftScenarios.deposedLeaders(Mend.NO_OLD_ACKNOWLEDGEMENTS), READS_THE_PAST))
                .containsExactly(claim);
        assertThat(broken(MicroRaftScenarios.deposedLeaders(Mend.NO_JOINED_ROUNDS), READS_THE_PAST))
                .isEmpty();
    }

    @Test
    void with_its_bugs_mended_it_keeps_its_word_through_restarts_and_replays_alike() {
        Vector<Scenario> scenarios = Vector.of(
                MicroRaftScenarios.restarts(Mend.values()),
                MicroRaftScenarios.returningLeaders(Mend.values()),
                MicroRaftScenarios.deposedLeaders(Mend.values()));
        CampaignResult result = Runner.run(new Campaign(scenarios, new Seeds(1, 8), 1, 1, () -> false), run -> {});
        assertThat(result.failures().flatMap(RunResult::broken).map(Verdict.Broken::because))
                .isEmpty();
        assertThat(result.unknown()).isFalse();
    }
}
