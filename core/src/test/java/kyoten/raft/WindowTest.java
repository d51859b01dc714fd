package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The bits against sets of numbers. */
class WindowTest {
    private static final long BEGIN = 1L << 40;

    @Property
    void a_window_is_the_numbers_that_are_unanswered(@ForAll long seed) {
        Random random = new Random(seed);
        Window window = Window.startingAt(BEGIN);
        long sent = BEGIN;
        TreeSet<Long> awaited = new TreeSet<>();
        TreeSet<Long> loaded = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            long number = sent - random.nextInt(Long.SIZE);
            switch (random.nextInt(6)) {
                case 0 -> {
                    window = window.answered(number);
                    awaited.remove(number);
                    loaded.remove(number);
                }
                case 1 -> {
                    window = window.landed(number);
                    loaded.headSet(number, true).clear();
                }
                default -> {
                    boolean entries = random.nextBoolean();
                    window = window.sending(entries);
                    awaited.add(++sent);
                    if (entries) {
                        loaded.add(sent);
                    }
                }
            }
            awaited.headSet(sent - Long.SIZE, true).clear();
            loaded.headSet(sent - Long.SIZE, true).clear();
            assertThat(window.sent()).isEqualTo(sent);
            assertThat(window.inFlight()).isEqualTo(loaded.size());
            for (long asked = sent - 70; asked <= sent + 2; asked++) {
                assertThat(window.awaits(asked)).isEqualTo(awaited.contains(asked));
            }
        }
    }

    @Test
    void what_is_lost_may_still_be_answered_and_what_is_forgotten_may_not() {
        Window window = Window.startingAt(BEGIN).sending(true).sending(false);
        assertThat(window.lost()).isEqualTo(new Window(BEGIN + 2, 3, 0));
        assertThat(window.forgotten()).isEqualTo(new Window(BEGIN + 2, 0, 0));
    }
}
