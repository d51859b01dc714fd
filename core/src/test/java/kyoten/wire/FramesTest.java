package kyoten.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FramesTest {
    private static final int LIMIT = 1_000;
    private static final Frames FRAMES = new Frames(LIMIT);

    @Property
    void a_stream_in_any_pieces_gives_the_payloads_back(
            @ForAll @Size(max = 6) List<byte[]> payloads, @ForAll @IntRange(min = 1, max = 40) int piece) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        payloads.forEach(payload -> stream.writeBytes(FRAMES.frame(payload)));

        assertThat(read(stream.toByteArray(), piece)).containsExactlyElementsOf(payloads);
    }

    @Property(tries = 30_000)
    void hostile_streams_give_true_payloads_or_malformed(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 120) int length, @ForAll boolean mutated) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        byte[] stream = mutated ? Mutation.of(FRAMES.frame(payload), random, 2) : payload;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            for (byte[] read : read(stream, 64)) {
                assertThat(read.length).isLessThanOrEqualTo(stream.length);
                assertThat(new String(stream, ISO_8859_1)).contains(new String(read, ISO_8859_1));
            }
        } catch (MalformedException e) {
            assertThat(e.getMessage()).startsWith("frame of ");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(Frames.LIMIT);
    }

    private static List<byte[]> read(byte[] stream, int piece) {
        List<byte[]> payloads = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(stream);
        for (int end = 0; end < stream.length; ) {
            end = Math.min(end + piece, stream.length);
            buffer.limit(end);
            for (Option<byte[]> next = FRAMES.next(buffer); next.isDefined(); next = FRAMES.next(buffer)) {
                payloads.add(next.get());
            }
        }
        return payloads;
    }

    @Property
    void one_flipped_bit_is_noticed(@ForAll @Size(min = 1, max = 100) byte[] payload, @ForAll Random random) {
        byte[] frame = FRAMES.frame(payload);
        int at = random.nextInt(frame.length);
        frame[at] ^= (byte) (1 << random.nextInt(8));

        try {
            assertThat(FRAMES.next(ByteBuffer.wrap(frame))).isEmpty();
        } catch (MalformedException e) {
            assertThat(e.getMessage()).startsWith("frame of ");
        }
    }

    @Example
    void a_length_beyond_the_limit_is_refused_at_once() {
        assertThatThrownBy(() -> FRAMES.next(ByteBuffer.wrap(new byte[] {0, 0, 3, (byte) 0xE9})))
                .isInstanceOf(MalformedException.class)
                .hasMessage("frame of 1001 bytes, at most 1000 are allowed");
        assertThatThrownBy(() -> FRAMES.next(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1})))
                .isInstanceOf(MalformedException.class)
                .hasMessage("frame of 4294967295 bytes, at most 1000 are allowed");
        assertThatThrownBy(() -> FRAMES.frame(new byte[LIMIT + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1000 fit");
    }
}
