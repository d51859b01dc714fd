package kyoten.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class MixTest {

    @Test
    void every_bit_of_bytes_and_their_number_count() {
        TreeSet<Long> hashes = new TreeSet<>();
        int expected = 0;
        for (int length = 0; length <= 100; length++) {
            byte[] bytes = new byte[length];
            hashes.add(Mix.bytes(bytes));
            expected += 1 + length * 8;
            for (int bit = 0; bit < length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                hashes.add(Mix.bytes(bytes));
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        assertThat(hashes.size()).isEqualTo(expected);
    }

    @Test
    void the_order_of_what_is_mixed_counts() {
        assertThat(Mix.mix(1, 2)).isNotEqualTo(Mix.mix(2, 1));
        assertThat(Mix.text("ab")).isNotEqualTo(Mix.text("ba"));
        TraceHash one = new TraceHash();
        TraceHash other = new TraceHash();
        one.add(1);
        one.add(2);
        other.add(2);
        other.add(1);
        assertThat(one.value()).isNotEqualTo(other.value());
    }

    @Test
    void hashes_are_the_same_numbers_on_every_machine() {
        assertThat(Mix.mix(1)).isEqualTo(0x5692161D100B05E5L);
        byte[] bytes = new byte[1_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        assertThat(Mix.mix(Mix.bytes(bytes), Mix.text("kyoten 拠点"))).isEqualTo(-6251192344413081192L);
    }
}
