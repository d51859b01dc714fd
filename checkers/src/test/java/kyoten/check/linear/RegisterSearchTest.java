package kyoten.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.check.Limits;
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
                Outcome outcome = new RegisterSearch(track, known, 0, Limits.none(), true).run();
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
