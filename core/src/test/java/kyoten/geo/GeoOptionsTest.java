package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import kyoten.node.Effect;
import org.junit.jupiter.api.Test;

class GeoOptionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static void assertRefused(long tickMs, long silenceMs) {
        assertThatThrownBy(
                        () -> new GeoOptions.Timing(Duration.ofMillis(tickMs), Duration.ofMillis(silenceMs), PATIENCE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void time_passes_and_silence_lasts_two_ticks() {
        assertThat(new GeoOptions.Timing(Duration.ofMillis(5), Duration.ofMillis(10), PATIENCE).silence())
                .isEqualTo(Duration.ofMillis(10));
        assertRefused(5, 9);
        assertRefused(0, 9);
        assertRefused(-5, 9);
    }

    @Test
    void sizes_are_positive() {
        assertThat(new GeoOptions.Sizes(1, 1, 1).batch()).isEqualTo(1);
        assertThatThrownBy(() -> new GeoOptions.Sizes(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GeoOptions.Sizes(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GeoOptions.Sizes(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_leader_ticks_as_fast_as_it_is_told() {
        GeoOptions.Timing slow = new GeoOptions.Timing(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3));
        LoneLeader tokyo = LoneLeader.among(options -> options.with(slow));
        assertThat(tokyo.effects())
                .contains(
                        new Effect.SetTimer(GeoServer.TICK, Duration.ofHours(1).toNanos()));
    }
}
