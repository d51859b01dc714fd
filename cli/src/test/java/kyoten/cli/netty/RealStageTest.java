package kyoten.cli.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kyoten.scenario.bench.Contender;
import kyoten.scenario.bench.PaperBench.Measure;
import org.junit.jupiter.api.Test;

class RealStageTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(20);

    @Test
    void the_way_to_another_site_takes_its_time_in_both_directions() throws Exception {
        for (Measure one : RealStage.measured(Contender.centralized(2), ROUND_TRIP, 3)) {
            assertThat(one.p50()).as(one.call()).isGreaterThan(ROUND_TRIP.toNanos());
            assertThat(one.parts().network()).as(one.call()).isGreaterThan(ROUND_TRIP.toNanos() * 9 / 10);
        }
    }

    @Test
    void a_master_waits_for_a_slave_at_another_site() throws Exception {
        for (Measure one : RealStage.measured(Contender.masterAndSlave(2), ROUND_TRIP, 3)) {
            assertThat(one.p50()).as(one.call()).isGreaterThan(ROUND_TRIP.toNanos());
        }
    }
}
