package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void the_kernel_is_measured_against_the_bare_queue() {
        Shell shell = Shell.kyoten("bench", "kernel", "--seeds", "2");
        assertThat(shell.err()).isEmpty();
        assertThat(shell.status()).isZero();
        assertThat(shell.out())
                .containsPattern("\\(a\\) bare queue, events +[\\d,]+ +1 +100,000 events")
                .containsPattern("\\(b\\) two trivial nodes, events +[\\d,]+ +1,500,000 +[\\d.]+ +40,000 events")
                .containsPattern("\\(c\\) its clients' operations +[\\d,]+ +20,000 ")
                .containsPattern("\\(c\\) events, whole process +[\\d,]+ +0\\.\\d+ +[\\d,]+ CPU ms")
                .containsPattern("\\(c\\) with the trace, events +[\\d,]+ +[\\d,]+ +0\\.\\d+ ")
                .containsPattern("idle store, virtual seconds +[\\d,]+ +500 ");
    }

    @Test
    void the_whole_testbed_is_measured_by_the_time_of_the_process() {
        Shell shell = Shell.kyoten("bench", "testbed", "--seeds", "2");
        assertThat(shell.err()).isEmpty();
        assertThat(shell.status()).isZero();
        assertThat(shell.out())
                .containsPattern("events a CPU second +[\\d,]+ +1,000,000 +[\\d,]+ events\n")
                .containsPattern("operations a CPU second +[\\d,]+ +40,000 +2,[\\d,]+ operations\n")
                .containsPattern("runs of 1,000 operations a CPU minute +[\\d,]+ +1,500 +2 runs\n")
                .containsPattern("virtual seconds a CPU second at 100 operations +[\\d,]+ +1,000 ")
                .containsPattern("virtual seconds a CPU second, idle +[\\d,]+ +10,000 ")
                .containsPattern("cost of the full trace +[\\d.]+ +2.00 ")
                .containsPattern("two workers against one, by the wall +[\\d.]+ +1.80 ");
    }

    @Test
    void no_seeds_measure_nothing() {
        Shell shell = Shell.kyoten("bench", "kernel", "--seeds", "0");
        assertThat(shell.status()).isEqualTo(64);
        assertThat(shell.err()).startsWith("--seeds expects 1 or more, found 0");
    }

    @Test
    void what_to_measure_has_to_be_said() {
        Shell shell = Shell.kyoten("bench");
        assertThat(shell.status()).isEqualTo(64);
        assertThat(shell.err()).startsWith("Say what to measure: kernel, testbed, checkers, sites, paper or catch-up.");
    }

    @Test
    void checkers_are_measured_beside_porcupine() {
        Shell shell = Shell.kyoten("bench", "checkers", "--rows", "register 10k, 5 clients, unique");
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .containsPattern("work +CPU ms +thread +reach +Porcupine +ratio +verdict")
                .containsPattern(
                        "register 10k, 5 clients, unique values +[\\d.]+ +[\\d.]+ +9.4 +47.0 .*1 hold, 0 broken, 0 unknown")
                .doesNotContain("100k");
    }

    @Test
    void a_row_that_does_not_exist_is_refused() {
        Shell shell = Shell.kyoten("bench", "checkers", "--rows", "sailing");
        assertThat(shell.status()).isEqualTo(64);
        assertThat(shell.err()).startsWith("No row's name contains 'sailing'");
    }

    @Test
    void a_site_catches_up_on_real_nodes() {
        Shell shell = Shell.kyoten("bench", "catch-up", "--updates", "200");
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).containsPattern("updates +seconds +updates per second +wanted\n +200 ");
    }
}
