package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.node.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaftOptionsTest {

    private static RaftOptions.Timing timing(long election, long heartbeat, long diskRetry) {
        return new RaftOptions.Timing(
                Duration.ofMillis(election), Duration.ofMillis(heartbeat), Duration.ofMillis(diskRetry));
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "300, 150, 500"})
    void a_heartbeat_lasts_at_most_half_an_election_timeout(long election, long heartbeat, long diskRetry) {
        RaftOptions.Timing timing = timing(election, heartbeat, diskRetry);
        RaftOptions options = RaftOptions.of(new NodeId("a"), Vector.of(new NodeId("a")));
        assertThat(options.with(timing).timing()).isEqualTo(timing);
        assertThat(options.with(timing).limits()).isEqualTo(options.limits());
    }

    @ParameterizedTest
    @CsvSource({"300, 151, 1", "300, 0, 1", "300, -1, 1", "300, 50, 0", "300, 50, -1"})
    void times_that_nobody_can_live_with_are_refused(long election, long heartbeat, long diskRetry) {
        assertThatThrownBy(() -> timing(election, heartbeat, diskRetry)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 0", "48, 1, 1, 1, 0"})
    void limits_may_be_as_small_as_they_may_be(
            int inFlight, int batchBytes, int uncommitted, int snapshotEvery, int tail) {
        assertThat(new RaftOptions.Limits(inFlight, batchBytes, uncommitted, snapshotEvery, tail).inFlight())
                .isEqualTo(inFlight);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1, 0", "49, 1, 1, 1, 0", "1, 0, 1, 1, 0", "1, 1, 0, 1, 0", "1, 1, 1, 0, 0", "1, 1, 1, 1, -1"})
    void limits_beyond_that_are_refused(int inFlight, int batchBytes, int uncommitted, int snapshotEvery, int tail) {
        assertThatThrownBy(() -> new RaftOptions.Limits(inFlight, batchBytes, uncommitted, snapshotEvery, tail))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
