package kyoten.check.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Letters;
import kyoten.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;

/** The reads of process s that have the remark are those of one scan. */
class OneMomentTest {
    private static final OneMoment CLAIM = new OneMoment();
    private static final List<String> GOOD = List.of(
            "k= a:w1 j= a:w2 k= s:r1 s~together j= s:r2 s~together",
            // Replaced while the other was being written, or the other while this one was.
            "k= a:w1 j= b(w2 k= a:w3 b) s:r1 s~together j= s:r2 s~together",
            "k= a:w1 b(w3 j= a:w2 b) k= s:r1 s~together j= s:r2 s~together",
            // Nobody knows which of two writes came last, or whether one was done.
            "k= a(w1 b:w3 a) j= a:w2 k= s:r1 s~together j= s:r2 s~together",
            "k= a:w1 b(w3 b? j= a:w2 k= s:r1 s~together j= s:r2 s~together",
            "k= a:w1 b(w3 b! j= a:w2 k= s:r1 s~together j= s:r2 s~together",
            "k= a:w1 b:G3@-=x j= a:w2 k= s:r1 s~together j= s:r2 s~together",
            // At another site, or of another key.
            "x/ k= a:w1 y/ b:w3 x/ j= a:w2 k= s:r1 s~together j= s:r2 s~together",
            "k= a:w1 i= a:w3 j= a:w2 k= s:r1 s~together j= s:r2 s~together");
    private static final List<String> BAD = List.of(
            "k= a:w1 a:w3 j= a:w2 k= s:r1 s~together j= s:r2 s~together",
            "k= a:w1 a:w3 j= a:w2 s:r2 s~together k= s:r1 s~together",
            "k= a:w1 b:d j= a:G2@-=o k= s:r1 s~together j= s:r2 s~together",
            "k= a:G1@-=o b:w3 a:w4 j= a:w2 i= a:w5 k= s:r1 s~together j= s:r2 s~together i= s:r5 s~together");

    @Test
    void what_was_there_at_one_moment_is_good() {
        for (String words : GOOD) {
            assertThat(CLAIM.check(Letters.history(words))).as(words).isInstanceOf(Verdict.Holds.class);
        }
    }

    @Test
    void what_was_never_there_together_is_bad() {
        for (String words : BAD) {
            Verdict verdict = CLAIM.check(Letters.history(words));
            assertThat(verdict).as(words).isInstanceOf(Verdict.Broken.class);
            History witness = ((Verdict.Broken) verdict).witness().history();
            assertThat(witness.size()).as(words).isEqualTo(5);
        }
    }

    @Test
    void reads_that_no_remark_joins_are_not_judged() {
        for (String words : List.of(
                "k= a:w1 a:w3 j= a:w2 k= s:r1 j= s:r2",
                "k= a:w1 a:w3 j= a:w2 k= s:r1 s~together j= t:r2 t~together",
                "k= a:w1 a:w3 j= a:w2 k= s:r1 s~together j= s:r- s~together")) {
            assertThat(CLAIM.check(Letters.history(words))).as(words).isInstanceOf(Verdict.Unknown.class);
        }
    }

    @Test
    void the_reason_names_all_of_it() {
        Verdict.Broken broken = (Verdict.Broken) CLAIM.check(Letters.history(BAD.get(0)));
        assertThat(broken.because())
                .isEqualTo("one scan shows #3 s read k -> ok 1 and #5 s read j -> ok 2, but #1 a write k 3 -> ok was"
                        + " answered before #2 a write j 2 -> ok was asked for");
    }

    @Test
    void a_remark_on_anything_but_a_read_is_refused() {
        assertThatThrownBy(() -> CLAIM.check(Letters.history("k= a:w1 a~together")))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("the number of a read");
    }
}
