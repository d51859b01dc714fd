package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Option<ByteString> BEGINNING = Option.some(ByteString.EMPTY);
    private static final Option<ByteString> MIDDLE = Option.some(Stores.bytes("k"));
    private static final Option<ByteString> END = Option.none();

    @Test
    void a_sweep_begins_at_the_first_key_and_ends_behind_the_last() {
        Sweep begun = Sweep.OVER.again();
        assertThat(begun).isEqualTo(new Sweep(BEGINNING, false));
        assertThat(begun.at(MIDDLE)).isEqualTo(new Sweep(MIDDLE, false));
        assertThat(begun.at(MIDDLE).at(END)).isEqualTo(Sweep.OVER);
    }

    @Test
    void what_is_to_be_found_behind_a_sweep_takes_one_more_round() {
        Sweep again = new Sweep(MIDDLE, false).again();
        assertThat(again).isEqualTo(new Sweep(MIDDLE, true));
        Option<ByteString> later = Option.some(Stores.bytes("l"));
        assertThat(again.at(later)).isEqualTo(new Sweep(later, true));
        assertThat(again.at(END)).isEqualTo(new Sweep(BEGINNING, false));
        assertThat(again.at(END).at(END)).isEqualTo(Sweep.OVER);
    }
}
