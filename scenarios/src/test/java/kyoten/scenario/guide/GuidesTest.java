package kyoten.scenario.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.Verdict;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.StoreSubject;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Runner;
import kyoten.scenario.run.Seeds;
import org.junit.jupiter.api.Test;

/** The guides' scenario and nemesis do what the guides say. */
class GuidesTest {
    private static final Seeds SEEDS = new Seeds(1, 10);

    @Test
    void a_leader_that_dozes_off_misleads_nobody() {
        CampaignResult result = run(LeaderNaps.leaderNaps());
        assertThat(result.failures().flatMap(RunResult::broken).map(Verdict.Broken::because))
                .isEmpty();
        assertThat(result.unknown()).isFalse();
        assertThat(result.scenarios().head().sums().faults().struck().keySet()).containsExactly("pause");
    }

    @Test
    void a_speech_that_is_held_misleads_nobody() {
        CampaignResult result = run(Scenario.of("held-speeches", "What a new leader says first may come late")
                .on(new StoreSubject())
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(3))
                .doing(Workload.registers())
                .suffering(HeldSpeeches.heldSpeeches())
                .claiming(new ReadsInventNothing()));
        assertThat(result.failures().flatMap(RunResult::broken).map(Verdict.Broken::because))
                .isEmpty();
        assertThat(result.unknown()).isFalse();
        assertThat(result.scenarios().head().sums().faults().struck().keySet()).containsExactly("hold-all");
    }

    private static CampaignResult run(Scenario scenario) {
        return Runner.run(new Campaign(Vector.of(scenario), SEEDS, 1, 0, () -> false), result -> {});
    }
}
