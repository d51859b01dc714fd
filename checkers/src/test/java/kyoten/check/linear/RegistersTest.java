package kyoten.check.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.history.History;
import kyoten.history.Letters;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RegistersTest {
    private static final List<String> GOOD = List.of(
            "a:w1 b:r1",
            "a:r-",
            "a(w1 b:r- b:r1 a)",
            "a(w1 b:r1 a) b:r1",
            "a(w1 b(w2 c:r2 c:r1 a) b)",
            "a(w1 b(w2 a) b) c:r1 d:r1",
            "a(w1 b(w2 a) b) c:r2 d:r2",
            "a(w1 a? b:w2 b:r2 b:r1",
            "a(w1 a! b:r-",
            "a:w1 b:d c:r-",
            "a:w1 b(d c:r1 c:r- b)",
            "a:w1 k= a:r-",
            "a:w1 k= a(w2 a!",
            "x/ a:w1 y/ b:r-",
            "a:w1 a:g1 a:G2@1=o b:r2",
            "a:w1 a:g1 a(G2@1 a? b:r1 b:r2",
            "a:w1 a:g1 a:G2@1=x b:r1");
    private static final List<String> BAD = List.of(
            "a:w1 b:r2",
            "a:r1 b:w1",
            "a:w1 a:w2 b:r1",
            "a:w1 b:r-",
            "a(w1 b:r1 b:r- a)",
            "a(w1 b(w2 c:r2 c:r1 c:r2 a) b)",
            "a(w1 b(w2 a) b) c:r1 d:r2",
            "a(w1 a? b:w2 b:r1 b:r2 b:r1",
            "a(w1 a! b:r1",
            "a:w1 b:d c:r1",
            "a:w1 a:g1 a:G2@1=o b:r1",
            "a:w1 a:g1 a:G2@1=x b:r2",
            "x/ a:w1 x/ b:r-");

    @Test
    void good_registers_hold() {
        for (String words : GOOD) {
            Verdict verdict = Registers.withinSite().check(Letters.history(words));
            assertThat(verdict).as(words).isInstanceOf(Verdict.Holds.class);
            assertThat(Registers.withinSite().orders(Letters.history(words), Limits.none()))
                    .isNotEmpty();
        }
    }

    @Test
    void bad_registers_are_broken() {
        for (String words : BAD) {
            assertThat(Registers.withinSite().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void swaps_are_judged_too() {
        assertThat(cas("a:w1 a:c1>2 b:r2").holds()).isTrue();
        assertThat(cas("a:w1 a(c1>2 b(c1>3 a) b! c:r2").holds()).isTrue();
        assertThat(cas("a:w1 a(c1>2 b(c1>3 a) b) c:r2").broken()).isTrue();
        assertThat(cas("a:w1 a(c1>2 b(c2>1 c(c1>3 a) b) c) c:r3").holds()).isTrue();
        assertThat(cas("a:w1 a(c3>2 a)").broken()).isTrue();
    }

    private static Verdict cas(String words) {
        return Registers.casRegister(Value.NIL).check(Letters.history(words));
    }

    @Test
    void the_witness_is_the_fewest_operations_and_says_what_could_have_been_read() {
        Verdict verdict = Registers.withinSite()
                .check(Letters.history("k= a:w1 a:r1 b:r1 a:w2 a:r2 b:w3 a:r3 b:r2 a:r3 a:w4 a:r4"));
        Verdict.Broken broken = (Verdict.Broken) verdict;
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly("#3 a write k 2 -> ok", "#5 b write k 3 -> ok", "#7 b read k -> ok 2");
        assertThat(broken.because())
                .isEqualTo("#7 b read k -> ok 2 on key k has no place in any order of these 3 operations;"
                        + " it could have met 3");
        assertThat(broken.witness().lit()).containsExactly(2);
    }

    @Test
    void a_claim_that_looked_at_nothing_is_unknown() {
        assertThat(Registers.withinSite().check(Letters.history("a:g-"))).isInstanceOf(Verdict.Unknown.class);
        assertThat(Registers.withinSite().check(History.empty())).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void a_limit_ends_in_unknown_and_tells_where() {
        Verdict verdict = Registers.withinSite().check(Letters.history("a:w1 a:w2 a:w3 b:r1"), Limits.steps(3));
        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(((Verdict.Unknown) verdict).why())
                .isEqualTo("the limit of 3 steps was reached after 4 of its events, near #1 a write 2 -> ok,"
                        + " with 1 configurations left");
    }

    @Test
    void an_unknown_function_is_named() {
        assertThatThrownBy(() -> cas("a:w1 a:d"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("history: operation 1: unknown :f delete; expected read, write or cas");
    }

    @Test
    void workers_give_the_verdict_of_the_first_broken_key() {
        StringBuilder words = new StringBuilder();
        for (char key = 'a'; key <= 'z'; key++) {
            words.append(key).append("= a:w1 b:r").append(key < 'k' ? 1 : 2).append(' ');
        }
        ExecutorService workers = Executors.newFixedThreadPool(2);
        Verdict verdict = Registers.withinSite().on(workers).check(Letters.history(words.toString()), Limits.none());
        workers.shutdown();
        assertThat(((Verdict.Broken) verdict).because()).startsWith("#21 b read k -> ok 2 on key k");
    }

    /** Swaps of two values for each other have as many orders as there are; the sets of them are few. */
    @Test
    @Timeout(60)
    void swaps_between_two_values_by_thirty_clients_are_decided() {
        Recipe.Mix swaps = new Recipe.Mix(0.35, 0.3, 0.01, 0.5);
        History history =
                Generator.generate(Recipe.register(1, 1_000, 30).withValues(2).withMix(swaps));

        assertThat(Registers.casRegister(Value.NIL)
                        .check(history, Limits.none())
                        .holds())
                .isTrue();
    }
}
