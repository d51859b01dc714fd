package kyoten.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import kyoten.check.Limits;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class RegisterSearchTest {
    /** How many random histories to judge; a million before a release. */
    private static final int RANDOM = Integer.getInteger("kyoten.random.histories", 20_000);

    @Test
    void random_small_histories_get_the_verdict_of_every_order() {
        int broken = 0;
        for (int i = 0; i < RANDOM; i++) {
            int values = 2 + i % 3;
            Track track = new RandomTracks(i, values).next(3 + i % 7, 2 + i % 5);
            boolean expected = EveryOrder.exists(track, 0, 0);
            broken += expected ? 0 : 1;
            for (int known : new int[] {values, 0}) {
                Outcome outcome = RegisterSearch.widening(track, known, Limits.none(), true);
                assertThat(outcome instanceof Outcome.Found)
                        .as(() -> describe(track))
                        .isEqualTo(expected);
                if (outcome instanceof Outcome.Found found) {
                    assertThat(RegisterReplay.runs(track, 0, found.rows()))
                            .as(() -> describe(track))
                            .isTrue();
                }
            }
        }
        assertThat(broken).isBetween(RANDOM / 10, RANDOM * 9 / 10);
    }

    @Test
    void a_witness_is_broken_and_what_holds_has_no_part_that_is_broken() {
        RegisterSubject subject = new RegisterSubject(Value.NIL, false);
        for (int i = 0; i < RANDOM / 4; i++) {
            Track track = new RandomTracks(i, 2 + i % 3).next(9, 2 + i % 4);
            track.cells = new long[2 + i % 3];
            Outcome outcome = subject.search(track, Limits.none(), false);
            if (outcome instanceof Outcome.Stuck stuck) {
                int[] rows = new Shrink(subject, Limits.none()).smallest(track, stuck.row());
                assertThat(EveryOrder.exists(track.select(rows), 0, 0))
                        .as(() -> describe(track))
                        .isFalse();
            } else {
                boolean[] kept = new boolean[track.size];
                for (int row = 0; row < track.size; row++) {
                    kept[row] = (i >> row & 1) != 0;
                }
                subject.closeOver(track, kept);
                int[] rows =
                        IntStream.range(0, track.size).filter(row -> kept[row]).toArray();
                assertThat(EveryOrder.exists(track.select(rows), 0, 0))
                        .as(() -> describe(track))
                        .isTrue();
            }
        }
    }

    @Test
    void a_search_that_leaves_configurations_out_never_says_broken_of_what_holds() {
        int gaveUp = 0;
        for (int i = 0; i < RANDOM / 10; i++) {
            Track track = new RandomTracks(i, 3).next(9, 6);
            Outcome outcome = new RegisterSearch(track, 3, Limits.none(), 1, true).run();
            gaveUp += outcome instanceof Outcome.GaveUp ? 1 : 0;
            if (!(outcome instanceof Outcome.GaveUp)) {
                assertThat(outcome instanceof Outcome.Found)
                        .as(() -> describe(track))
                        .isEqualTo(EveryOrder.exists(track, 0, 0));
            }
        }
        assertThat(gaveUp).isBetween(1, RANDOM / 20);
    }

    private static String describe(Track track) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < track.size; row++) {
            text.append(String.format(
                    "%n%d: %s expected %d written %d [%d, %d]%s",
                    row,
                    track.kind[row],
                    track.expected[row],
                    track.written[row],
                    track.invoke[row],
                    track.close[row],
                    track.optional[row] ? " optional" : ""));
        }
        return text.toString();
    }
}
