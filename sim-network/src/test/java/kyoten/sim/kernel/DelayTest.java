package kyoten.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DelayTest {
    private static final int DRAWS = 100_000;

    private static long[] sorted(Delay delay) {
        long[] drawn = new long[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = delay.of(Mix.mix(i));
        }
        Arrays.sort(drawn);
        return drawn;
    }

    @Test
    void uniform_delays_fill_their_range() {
        long[] drawn = sorted(new Delay.Uniform(10, 19));
        assertThat(drawn[0]).isEqualTo(10);
        assertThat(drawn[DRAWS - 1]).isEqualTo(19);
        assertThat(drawn[DRAWS / 2]).isBetween(14L, 15L);
    }

    @Test
    void exponential_delays_have_their_mean_and_a_tail() {
        long[] drawn = sorted(new Delay.Exponential(1_000, 1_000_000));
        assertThat(drawn[0]).isBetween(1_000L, 2_000L);
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isBetween(980_000.0, 1_020_000.0);
        assertThat(drawn[DRAWS - 1]).isGreaterThan(7_000_000);
    }

    @Test
    void heavy_tails_are_heavy_and_cut_off() {
        long[] drawn = sorted(new Delay.HeavyTail(1_000, 1_000_000, 90_000_000));
        assertThat(drawn[DRAWS / 2]).isBetween(550_000L, 650_000L);
        assertThat(drawn[DRAWS - DRAWS / 1000 * 2]).isGreaterThan(50_000_000);
        assertThat(drawn[DRAWS - 1]).isEqualTo(90_000_000);
    }

    @Test
    void distributions_are_the_same_numbers_on_every_machine() {
        long check = 0;
        for (Delay delay : new Delay[] {
            Delay.constant(5),
            new Delay.Uniform(3, 1L << 50),
            new Delay.Exponential(7, 1L << 45),
            new Delay.HeavyTail(9, 1L << 35, 1L << 60)
        }) {
            for (int i = 0; i < 10_000; i++) {
                check = Mix.mix(check, delay.of(Mix.mix(i)));
            }
        }
        assertThat(check).isEqualTo(-5478137245806383257L);
    }

    @Test
    void impossible_delays_are_refused() {
        assertThatThrownBy(() -> Delay.constant(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Delay.Uniform(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Delay.Exponential(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Delay.HeavyTail(5, 1, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
