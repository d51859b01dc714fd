package kyoten.scenario.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.scenario.bench.PaperBench.Measure;
import org.junit.jupiter.api.Test;

class PaperBenchTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(55);
    private static final long FAR = ROUND_TRIP.toNanos();
    private static final long NEAR = FAR / 4;

    @Test
    void the_store_answers_as_if_there_were_no_other_site() {
        for (Measure one : PaperBench.simulated(Contender.store(2), ROUND_TRIP, 20)) {
            assertThat(one.p50()).as(one.call()).isBetween(1L, NEAR);
        }
    }

    @Test
    void a_slave_at_the_other_site_is_waited_for_and_told_as_replication() {
        Vector<Measure> all = PaperBench.simulated(Contender.masterAndSlave(2), ROUND_TRIP, 20);
        assertThat(all).extracting(Measure::call).containsExactly("put", "get", "out");
        for (Measure one : all) {
            assertThat(one.p50()).as(one.call()).isGreaterThan(FAR);
            assertThat(one.parts().replication()).as(one.call()).isGreaterThan(FAR * 9 / 10);
            assertThat(one.parts().network()).as(one.call()).isLessThan(NEAR);
        }
    }

    @Test
    void a_server_at_the_other_site_is_told_as_network() {
        for (Measure one : PaperBench.simulated(Contender.centralized(2), ROUND_TRIP, 20)) {
            assertThat(one.parts().network()).as(one.call()).isGreaterThan(FAR * 9 / 10);
            assertThat(one.parts().replication()).as(one.call()).isZero();
            assertThat(one.parts().storage() > 0)
                    .as(one.call())
                    .isEqualTo(!one.call().equals("get"));
        }
    }

    @Test
    void in_virtual_time_nothing_is_left_over() {
        for (Measure one : PaperBench.simulated(Contender.store(1), ROUND_TRIP, 20)) {
            assertThat(one.parts().misc(0)).as(one.call()).isBetween(0L, 10L);
        }
    }

    @Test
    void one_more_site_costs_a_vector_at_most_24_bytes() {
        assertThat(VectorWork.bytesPerSite()).isBetween(1L, 24L);
    }
}
