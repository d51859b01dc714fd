package kyoten.scenario.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class LongValuesTest {
    @Test
    void a_value_is_stored_long_and_told_short() {
        ByteString stored = LongValues.lengthened("v12", 600);
        assertThat(stored.size()).isEqualTo(600);
        assertThat(LongValues.shortened(stored)).isEqualTo("v12");
    }

    @Test
    void a_short_value_stays_as_it_is() {
        assertThat(LongValues.lengthened("v12", 3)).isEqualTo(ByteString.copyFromUtf8("v12"));
        assertThat(LongValues.shortened(ByteString.copyFromUtf8("v12"))).isEqualTo("v12");
    }

    @Test
    void a_hole_makes_it_another_value() {
        byte[] stored = LongValues.lengthened("v12", 600).toByteArray();
        stored[512] = 0;
        assertThat(LongValues.shortened(ByteString.copyFrom(stored))).isEqualTo("v12 damaged at byte 512 of 600");
    }

    @Test
    void a_value_without_its_end_is_another_value() {
        ByteString stored = LongValues.lengthened("v12", 600);
        assertThat(LongValues.shortened(stored.substring(0, 599))).isEqualTo("v12 damaged at byte 599 of 599");
        assertThat(LongValues.shortened(stored.substring(0, 4))).isEqualTo("v12 damaged at byte 4 of 4");
    }
}
