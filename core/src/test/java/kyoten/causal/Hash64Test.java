package kyoten.causal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import kyoten.node.SiteId;
import org.junit.jupiter.api.Test;

/** Sites of different versions compare hashes, so they may never change. */
class Hash64Test {

    /** What SplitMix64 draws first and second from the seed 0: the mixer is the same, and its numbers are published. */
    @Test
    void numbers_are_mixed_like_those_of_split_mix() {
        assertThat(Hash64.mix(0x9E3779B97F4A7C15L)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(Hash64.mix(0x3C6EF372FE94F82AL)).isEqualTo(0x6E789E6AA1B965F4L);
    }

    /** The numbers are from another program that was written by the same description. */
    @Test
    void hashes_stay_what_they_are_for_ever() {
        assertThat(Hash64.of(1, 2)).isEqualTo(0x86453AE39D6E59E6L);
        assertThat(Hash64.of(0, "tokyo")).isEqualTo(0xD89DE79C6D940B5EL);
        assertThat(Hash64.of(0, new Dot(new Origin(new SiteId("tokyo"), -3), 7)))
                .isEqualTo(0x5D483AAEFD5EC224L);
        assertThat(Hash64.of(0, bytes(8))).isEqualTo(0xA738854D5D6F798DL);
        assertThat(Hash64.of(0, bytes(19))).isEqualTo(0x6FF47772E4AFFD8FL);
    }

    /** Some of them negative. */
    private static ByteString bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 37 + 200);
        }
        return ByteString.copyFrom(bytes);
    }
}
