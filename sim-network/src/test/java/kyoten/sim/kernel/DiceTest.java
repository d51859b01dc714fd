package kyoten.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class DiceTest {
    private static final long TIME = 1_000;

    private static Dice dice(long seed, long place) {
        return new Dice(seed, place);
    }

    @Test
    void a_decision_depends_on_nothing_that_was_drawn_for_another_purpose_or_time() {
        Dice quiet = dice(1, 2);
        Dice busy = dice(1, 2);
        for (long time = 1; time < TIME; time++) {
            busy.draw(Purpose.LINK_LOSS, time);
            busy.draw(Purpose.LINK_DELAY, time);
        }
        busy.draw(Purpose.LINK_LOSS, TIME);
        assertThat(busy.draw(Purpose.LINK_DELAY, TIME)).isEqualTo(quiet.draw(Purpose.LINK_DELAY, TIME));
    }

    @Test
    void seed_place_purpose_time_and_ordinal_all_make_another_decision() {
        Dice usual = dice(1, 2);
        List<Long> drawn = List.of(
                usual.draw(Purpose.LINK_DELAY, TIME),
                usual.draw(Purpose.LINK_DELAY, TIME),
                usual.draw(Purpose.LINK_LOSS, TIME),
                usual.draw(Purpose.LINK_DELAY, TIME + 1),
                dice(2, 2).draw(Purpose.LINK_DELAY, TIME),
                dice(1, 3).draw(Purpose.LINK_DELAY, TIME),
                dice(2, 1).draw(Purpose.LINK_DELAY, TIME));
        assertThat(drawn).doesNotHaveDuplicates();
    }

    @Test
    void nodes_get_chance_by_purpose_step_and_ordinal_and_the_same_when_they_ask_again() {
        Dice dice = dice(1, 2);
        TreeSet<Long> drawn = new TreeSet<>();
        for (int step = 0; step < 10; step++) {
            for (int i = 0; i < 10; i++) {
                drawn.add(dice.ofNode("election-timeout", TIME, step, i));
                drawn.add(dice.ofNode("session", TIME, step, i));
            }
        }
        assertThat(drawn).hasSize(200);
        assertThat(dice.ofNode("session", TIME, 3, 7)).isEqualTo(dice.ofNode("session", TIME, 3, 7));
    }

    @Test
    void numbers_below_a_bound_are_spread_evenly() {
        Dice dice = dice(1, 2);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[(int) dice.below(Purpose.LINK_DELAY, i, 10)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9_600, 10_400);
        }
    }

    @Test
    void rates_are_kept_and_the_two_ends_are_certain() {
        Dice dice = dice(1, 2);
        int happened = 0;
        for (int time = 1; time <= 100_000; time++) {
            assertThat(dice.happens(Purpose.LINK_LOSS, time, 0)).isFalse();
            assertThat(dice.happens(Purpose.LINK_LOSS, time, 1_000_000)).isTrue();
            happened += dice.happens(Purpose.LINK_LOSS, time, 10_000) ? 1 : 0;
        }
        assertThat(happened).isBetween(900, 1_100);
    }
}
