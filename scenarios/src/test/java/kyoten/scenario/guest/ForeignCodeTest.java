package kyoten.scenario.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Tiny libraries, each with one thing that a guest may not do. */
final class ForeignCodeTest {
    private static final String HERE = "kyoten.scenario.guest";
    private static final String NAME = ForeignCodeTest.class.getName();

    static final class StartsThread {
        void work() {
            new Thread(() -> {}).start();
        }
    }

    static final class ReadsClock {
        LongSupplier clock() {
            return System::nanoTime;
        }
    }

    static final class UsesPool {
        CompletableFuture<Long> clock() {
            return CompletableFuture.supplyAsync(() -> 1L);
        }
    }

    static final class UsesAnother {
        LongSupplier clock() {
            return new ReadsClock().clock();
        }
    }

    static final class Draws {
        int seeded() {
            return new java.util.Random(7).nextInt();
        }

        int unseeded() {
            return new java.util.Random().nextInt();
        }
    }

    private static ForeignCode of(Class<?> first) {
        return ForeignCode.of(first, HERE);
    }

    @Test
    void a_thread_that_is_started_is_named_with_its_place() {
        assertThat(of(StartsThread.class).offences())
                .extracting(Offence::takes)
                .containsExactly("java.lang.Thread.<init>", "java.lang.Thread.start");
        assertThat(of(StartsThread.class).offences().head().place())
                .startsWith(NAME + "$StartsThread.work(ForeignCodeTest.java:");
    }

    @Test
    void a_clock_that_is_only_referred_to_is_named() {
        assertThat(of(ReadsClock.class).offences())
                .extracting(Offence::takes)
                .containsExactly("java.lang.System.nanoTime");
    }

    @Test
    void somebody_elses_pool_is_named() {
        assertThat(of(UsesPool.class).offences())
                .extracting(Offence::takes)
                .containsExactly("java.util.concurrent.CompletableFuture.supplyAsync");
    }

    @Test
    void a_class_is_followed_to_the_ones_that_it_uses_within_the_library() {
        assertThat(of(UsesAnother.class).offences())
                .extracting(Offence::place)
                .allMatch(place -> place.startsWith(NAME + "$ReadsClock.clock("))
                .hasSize(1);
        assertThat(ForeignCode.of(UsesAnother.class, "elsewhere").offences()).isEmpty();
    }

    @Test
    void chance_with_a_seed_is_no_chance() {
        assertThat(of(Draws.class).offences())
                .extracting(Offence::place)
                .hasSize(1)
                .allMatch(place -> place.startsWith(NAME + "$Draws.unseeded("));
    }

    @Test
    void a_library_is_refused_with_all_that_is_wrong_and_what_to_do() {
        assertThatThrownBy(of(StartsThread.class)::check)
                .isInstanceOf(BadGuest.class)
                .hasMessageContaining("StartsThread.work(ForeignCodeTest.java:")
                .hasMessageContaining("java.lang.Thread.start")
                .hasMessageContaining("use Outside.execute");
    }

    @Test
    void what_is_spared_for_a_reason_is_not_reported() {
        of(StartsThread.class)
                .sparing(NAME + "$StartsThread.work", "nobody calls it")
                .check();
        of(UsesAnother.class).sparing(NAME + "$ReadsClock", "nobody makes one").check();
        assertThat(of(StartsThread.class)
                        .sparing(NAME + "$Starts", "another class")
                        .offences())
                .hasSize(2);
        assertThatThrownBy(() -> of(StartsThread.class).sparing(NAME, " ")).hasMessageContaining("spared for a reason");
    }
}
