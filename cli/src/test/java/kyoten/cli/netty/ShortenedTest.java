package kyoten.cli.netty;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortenedTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_first_seconds_stay_and_the_last_looks_follow_the_recovery(long seed) {
        Plan whole = Catalogue.find("bad-network").get().plan(seed);
        long stirWhole = whole.options().lengths().stir();

        Plan plan = Shortened.of(whole);

        long stir = plan.options().lengths().stir();
        assertThat(stir).isEqualTo(Math.min(stirWhole, Shortened.STIR_NANOS));
        assertThat(plan.options().lengths().whole()).isLessThanOrEqualTo(10_000_000_000L);
        assertThat(plan.operations().filter(one -> one.atNanos() < stir))
                .isEqualTo(whole.operations().filter(one -> one.atNanos() < stir));
        assertThat(plan.operations().filter(one -> one.atNanos() >= stir).map(PlannedOperation::atNanos))
                .containsOnly(stir + Scenario.RECOVERY_NANOS)
                .hasSameSizeAs(whole.operations().filter(one -> one.atNanos() >= stirWhole));
    }
}
