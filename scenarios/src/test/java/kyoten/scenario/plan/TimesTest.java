package kyoten.scenario.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Property
    void a_time_that_was_written_is_read_again_unchanged(@ForAll long nanos) {
        assertThat(Times.parse(Times.text(nanos)).get()).isEqualTo(nanos);
    }

    @Test
    void times_are_written_in_the_largest_unit() {
        assertThat(Times.text(1_500_000_000L)).isEqualTo("1.5s");
        assertThat(Times.text(120_000_000L)).isEqualTo("120ms");
        assertThat(Times.text(-75_000L)).isEqualTo("-75us");
        assertThat(Times.text(0)).isEqualTo("0ns");
    }

    @Test
    void what_is_no_time_is_none() {
        assertThat(Times.parse("soon")).isEmpty();
        assertThat(Times.parse("1.5ns")).isEmpty();
        assertThat(Times.parse("99999999999s")).isEmpty();
        assertThat(Times.parse("10m").get()).isEqualTo(600 * Times.SECOND);
    }
}
