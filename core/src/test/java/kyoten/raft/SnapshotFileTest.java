package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.zip.CRC32C;
import kyoten.node.NodeId;
import kyoten.wire.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
    private static final Words WORDS = new Words();
    private static final Configuration MEMBERS =
            Configuration.EMPTY.with(new Configuration.Member(new NodeId("a"), true, 7));

    private static Snapshot<Vector<String>> snapshot(int words) {
        return new Snapshot<>(9, 2, MEMBERS, Vector.range(0, words).map(i -> i + ":w"));
    }

    private static ByteString written(int words) {
        return ByteString.copyFrom(SnapshotFile.write(0, snapshot(words), WORDS));
    }

    /** One without words ends in a chunk without bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 100})
    void a_snapshot_comes_back_from_its_file(int words) {
        assertThat(SnapshotFile.read(0, written(words), WORDS)).isEqualTo(snapshot(words));
    }

    @Test
    void its_head_tells_the_last_entry() {
        assertThat(DiskFacts.snapshotOn(0, file -> written(3))).isEqualTo(9);
        assertThat(DiskFacts.snapshotOn(0, file -> ByteString.EMPTY)).isZero();
        assertThat(DiskFacts.snapshotOn(0, file -> written(3).substring(0, 9))).isZero();
    }

    @Test
    void a_file_in_which_any_byte_is_another_is_refused() {
        for (int i = 0; i < written(5).size(); i++) {
            byte[] bytes = written(5).toByteArray();
            bytes[i] ^= 0x40;
            assertRefused(ByteString.copyFrom(bytes));
        }
    }

    @Test
    void a_file_that_ends_early_is_refused() {
        for (int end = 0; end < written(5).size(); end++) {
            assertRefused(written(5).substring(0, end));
        }
    }

    /** Other programs may read it: a frame is its length, the CRC32C of its bytes, and the bytes. */
    @Test
    void the_check_of_a_frame_is_the_one_that_is_promised() {
        ByteString frame = SnapshotFile.write(0, snapshot(1), WORDS).last();
        CRC32C crc = new CRC32C();
        crc.update("0:w".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(frame.asReadOnlyByteBuffer().getInt(0)).isEqualTo(3);
        assertThat(frame.asReadOnlyByteBuffer().getInt(4)).isEqualTo((int) crc.getValue());
    }

    @Test
    void a_file_of_another_group_is_refused() {
        assertThatThrownBy(() -> SnapshotFile.read(1, written(1), WORDS)).isInstanceOf(MalformedException.class);
    }

    private static void assertRefused(ByteString file) {
        assertThatThrownBy(() -> SnapshotFile.read(0, file, WORDS)).isInstanceOf(MalformedException.class);
    }
}
