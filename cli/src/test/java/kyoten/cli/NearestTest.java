package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void letters_inserted_left_out_and_replaced_are_counted() {
        assertThat(Nearest.distance("", "")).isZero();
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("power-loss", "powerloss")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void the_nearest_is_told_if_it_is_near() {
        Vector<String> names = Vector.of("power-loss", "leader-crashes");
        assertThat(Nearest.to("powerlos", names).get()).isEqualTo("power-loss");
        assertThat(Nearest.to("anything else", names)).isEmpty();
        assertThat(Nearest.to("x", Vector.empty())).isEmpty();
    }
}
