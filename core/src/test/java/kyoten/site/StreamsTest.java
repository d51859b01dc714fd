package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StreamsTest {

    @Test
    void a_key_stays_in_its_stream_for_ever() {
        assertThat(Streams.of(ByteString.EMPTY)).isEqualTo(0x81 ^ 0x1C ^ 0x9D ^ 0xC5);
        assertThat(Streams.of(ByteString.copyFromUtf8("a"))).isEqualTo(0xE4 ^ 0x0C ^ 0x29 ^ 0x2C);
        assertThat(Streams.of(ByteString.copyFromUtf8("foobar"))).isEqualTo(0xBF ^ 0x9C ^ 0xF9 ^ 0x68);
    }

    @Test
    void keys_spread_over_all_streams() {
        TreeSet<Integer> used = new TreeSet<>();
        for (int i = 0; i < 4096; i++) {
            used.add(Streams.of(ByteString.copyFromUtf8("key-" + i)));
        }
        assertThat(used).hasSize(Streams.COUNT).first().isEqualTo(0);
    }
}
