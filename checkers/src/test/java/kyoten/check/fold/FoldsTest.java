package kyoten.check.fold;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import kyoten.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 read {0 5 1 5} ; 0 transfer {:from 0 :to 1 :amount 2} ; 0 read {0 3 1 7} | holds",
                "0 transfer {:from 0 :to 1 :amount 2} | unknown",
                "0 read {0 5 1 5} ; 0 read {0 3 1 5} | the balances sum up to 8; expected 10",
                "0 read {0 5 1 5} ; 0 read {0 11 1 -1} | account 1 is overdrawn",
                "0 read {0 5 1 5} ; 0 read {0 10} | shows the accounts [0]; the first read showed [0, 1]",
                "0 read {0 5 1 5} ; 0 read {0 10 1 nil} | an account without a balance"
            })
    void bank(String history, String verdict) {
        Tables.judge(new Bank(), history, verdict);
    }

    @Test
    void a_bank_may_have_a_known_total_and_overdrafts() {
        Tables.judge(new Bank(Option.of(10L), true), "0 read {0 11 1 -1}", "holds");
        Tables.judge(new Bank(Option.of(11L), true), "0 read {0 11 1 -1}", "sum up to 10; expected 11");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 add 1 ; 0 add 2 ; 0 read [1 2] | holds",
                "0 add 1 ; 0 read #{1} | holds",
                "0 add 1 | unknown",
                "0 read [] | unknown",
                "0 add 1 ; 0 read [] | it is lost",
                "0 add 1 ; 0 read [] ; 0 read [1] | holds",
                "0 !add 1 ; 0 ?add 1 ; 1 add 2 ; 1 read [1 2] | holds",
                "0 !add 1 ; 0 ?add 1 ; 1 add 2 ; 1 read [2] | holds",
                "0 !add 1 ; 0 -add 1 ; 0 read [1] | whose addition failed",
                "0 read [1] | which nobody tried to add",
                // Concurrent with the read: it may be missing.
                "0 !add 1 ; 1 add 2 ; 1 !read ; 0 +add 1 ; 1 +read [2] | holds"
            })
    void set(String history, String verdict) {
        Tables.judge(new SetFinal(), history, verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 add 1 ; 0 read [1] ; 0 read [1] | holds",
                "0 add 1 ; 0 read [1] ; 0 read [] | add #0, yet read #2, which began after that, lacks it, and no later",
                "0 add 1 ; 0 read [] ; 0 read [1] | holds",
                "0 add 1 | unknown",
                "0 add 1 ; 0 read [1 1] | shows 1 twice",
                "0 add 1 ; 0 read [1 2] | shows 2, which nobody tried to add",
                "0 !add 1 ; 1 read [1] ; 1 read [] ; 0 ?add 1 | was known since read #1",
                "0 !add 1 ; 1 read [] ; 0 +add 1 ; 1 read [1] | holds",
                // A read that began before the element was known may lack it.
                "0 add 2 ; 1 !read ; 0 add 1 ; 1 +read [2] ; 0 read [1 2] | holds",
                "0 add 1 ; 0 add 2 ; 0 read [2] ; 0 read [2] | element 1 was known since add #0"
            })
    void set_full(String history, String verdict) {
        Tables.judge(new SetFull(false), history, verdict);
    }

    @Test
    void a_stale_read_of_a_set_breaks_it_only_when_it_is_to_be_linearizable() {
        Tables.judge(new SetFull(true), "0 add 1 ; 0 read [] ; 0 read [1]", "a stale read");
        Tables.judge(new SetFull(true), "0 add 1 ; 0 read [1] ; 0 read [1]", "holds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 add 1 ; 0 add 2 ; 0 !read ; 0 +read 3 | holds",
                "0 add 1 | holds",
                "0 add 1 ; 0 !read ; 0 +read 0 | expected a value from 1, which was surely there, to 1",
                "0 add 1 ; 0 !read ; 0 +read 2 | expected a value from 1",
                "0 !add 1 ; 1 !read ; 1 +read 0 | holds",
                "0 !add 1 ; 1 !read ; 1 +read 1 | holds",
                "1 !read ; 0 add 1 ; 1 +read 1 | holds",
                "1 !read ; 0 add 1 ; 1 +read 0 | holds",
                "0 !add 1 ; 0 ?add 1 ; 1 add 2 ; 1 !read ; 1 +read 3 | holds",
                "0 !add 1 ; 0 -add 1 ; 0 !read ; 0 +read 1 | to 0",
                "0 add 5 ; 0 add -2 ; 0 !read ; 0 +read 3 | holds",
                "0 add 5 ; 1 !add -2 ; 0 !read ; 0 +read 3 | holds",
                "0 add 5 ; 1 !add -2 ; 0 !read ; 0 +read 2 | from 3",
                "0 add -5 ; 0 !read ; 0 +read 0 | from -5, which was surely there, to -5"
            })
    void counter(String history, String verdict) {
        Tables.judge(new Counter(), history, verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 enqueue 1 ; 0 !dequeue ; 0 +dequeue 1 ; 0 !drain ; 0 +drain [] | holds",
                "0 enqueue 1 | unknown",
                "0 enqueue 1 ; 0 !dequeue ; 0 +dequeue 1 ; 0 !dequeue ; 0 +dequeue 1 | 1 came out 2 times, and was put in at most 1",
                "0 !dequeue ; 0 +dequeue 1 | 1 came out, and nobody put it in",
                "0 enqueue 1 ; 0 !drain ; 0 +drain [] | it is lost",
                "0 enqueue 1 ; 0 enqueue 2 ; 0 !drain ; 0 +drain [2] | enqueue 1 -> ok was acknowledged, and never came out",
                // A dequeue in doubt may have taken it.
                "0 enqueue 1 ; 0 enqueue 2 ; 1 !dequeue ; 1 ?dequeue ; 0 !drain ; 0 +drain [2] | holds",
                "0 !enqueue 1 ; 0 ?enqueue 1 ; 1 enqueue 2 ; 1 !drain ; 1 +drain [1 2] | holds",
                "0 !enqueue 1 ; 0 -enqueue 1 ; 1 !drain ; 1 +drain [1] | nobody put it in"
            })
    void total_queue(String history, String verdict) {
        Tables.judge(new TotalQueue(), history, verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 generate 1 ; 0 generate 2 | holds",
                "0 generate 1 ; 1 generate 1 | the identifier 1 was given out by #0 and again by #1",
                "0 !generate ; 0 ?generate | unknown",
                "0 generate 1 ; 0 !generate ; 0 -generate 1 | holds"
            })
    void unique_ids(String history, String verdict) {
        Tables.judge(new UniqueIds(), history, verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 read [[:r 0 1] [:r 1 nil]] ; 0 read [[:r 0 1] [:r 1 1]] | holds",
                "0 read [[:r 0 1] [:r 1 nil]] ; 0 read [[:r 0 nil] [:r 1 1]] | #1 sees key 1 and not 0, #0 sees 0 and not 1",
                "0 write [[:w 0 1]] | unknown",
                "0 read [[:r 0 1] [:r 1 nil] [:r 2 1]] ; 0 txn [[:r 2 nil] [:r 1 1]] | no order of the two writes"
            })
    void long_fork(String history, String verdict) {
        Tables.judge(new LongFork(), history, verdict);
    }

    @Test
    void what_is_not_of_the_workload_is_refused_with_what_was_expected() {
        assertThatThrownBy(() -> Tables.judge(new Bank(), "0 add 1", ""))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("history:1: unknown :f add; expected read or transfer");
        assertThatThrownBy(() -> Tables.judge(new Bank(), "0 read 1", ""))
                .hasMessageContaining("the value read is 1; expected a map");
        assertThatThrownBy(() -> Tables.judge(new Counter(), "0 add x", ""))
                .hasMessageContaining("the amount is x; expected a whole number");
        assertThatThrownBy(() -> Tables.judge(new SetFinal(), "0 add nil", ""))
                .hasMessageContaining("there is no element to add");
        assertThatThrownBy(() -> Tables.judge(new LongFork(), "0 read [[:r 0 1]] ; 0 read [[:r 0 2]]", ""))
                .hasMessageContaining("expected one write a key");
    }
}
