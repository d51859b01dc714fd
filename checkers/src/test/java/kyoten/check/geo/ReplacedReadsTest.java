package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Letters;
import kyoten.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;

/** Sites are x and y, clients a, b and c. */
class ReplacedReadsTest {
    private static final ReplacedReads CLAIM = new ReplacedReads();

    @Test
    void what_is_told_as_it_is_is_good() {
        Table.hold(
                CLAIM,
                List.of(
                        "k= x/ a:w1 a:g1 a:r1 a~standing",
                        "k= x/ a:w1 a:g2 a:r1 a~replaced a:g2",
                        "k= x/ a:w1 a:g1 b:r1 b~standing a:g2 b:r1 b~replaced a:g2",
                        // Replaced somewhere else, but not yet here.
                        "k= x/ a:w1 y/ b:g2 x/ a:g1 a:r1 a~standing",
                        // A gread and a read at once, in either order.
                        "k= x/ a:w1 a:g1 b(g a:r1 a~standing b)2",
                        "k= x/ a:w1 b(g a:r1 a~replaced b)1 a:g2",
                        // A gread that may have been done before the write.
                        "k= x/ b(g a:w1 b)- a:g1 a:r1 a~standing",
                        "k= x/ a(w1 b:g- a) a:g1 a:r1 a~standing",
                        // Other keys, and other values.
                        "k= x/ a:w1 a:g1 j= a:g2 k= a:r1 a~standing",
                        "k= x/ a:w1 a:g2 a:r1 a~replaced a:w3 a:g3 a:r3 a~standing"));
    }

    @Test
    void what_was_replaced_and_is_not_told_is_bad() {
        Table.areBroken(
                CLAIM,
                List.of(
                        "k= x/ a:w1 a:g2 a:r1 a~standing",
                        "k= x/ a:w1 b:g- a:r1 a~standing",
                        "k= x/ a(w1 b:g1 b:g2 b:r1 b~standing a)",
                        "k= x/ a(w1 b:r1 b~standing b:g2 b:r1 b~standing a)",
                        "k= x/ a:g- a:G1@0=o a:g2 a:r1 a~standing",
                        "k= x/ a:w1 a:r1 a~replaced b:r1 b~standing"));
    }

    @Test
    void what_is_told_and_was_not_replaced_is_bad() {
        Table.areBroken(
                CLAIM, List.of("k= x/ a:w1 a:r1 a~replaced a:g1", "k= x/ a:w1 a:r1 a~replaced a:g2 y/ c:g2 x/ b:g1,2"));
    }

    @Test
    void what_no_gread_is_beside_is_not_judged() {
        Table.areUnknown(
                CLAIM,
                List.of(
                        "k= x/ a:w1 a:r1 a~standing",
                        "k= x/ a:w1 a:g1 a:r1",
                        "k= x/ a:w1 a:r1 a~replaced y/ b:g1",
                        "k= x/ a:d a:g2 a:r- a~replaced a:g2",
                        // A site that forgot may have the value once more.
                        "k= x/ a:w1 a:g2 x#exempt a:r1 a~standing",
                        "k= x/ x#joined a:w1 a:g2 a:r1 a~standing"));
    }

    @Test
    void the_witness_shows_write_and_gread_and_read() {
        History history = Letters.history("k= x/ a:w1 a:g1 b:w9 a:g2 a:g2 c:r1 c~standing");
        Verdict.Broken broken = (Verdict.Broken) CLAIM.check(history);
        assertThat(broken.because())
                .isEqualTo(
                        "#5 c read k -> ok 1 did not say that another site has replaced it, but #3 a gread k -> ok [2] knew so before");
        assertThat(broken.witness().history().size()).isEqualTo(4);
        assertThat(CLAIM.check(broken.witness().history())).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void a_remark_on_anything_but_a_read_is_refused() {
        History history = Letters.history("k= x/ a:w1 a:g1 a~replaced");
        assertThatThrownBy(() -> CLAIM.check(history)).isInstanceOf(MalformedHistoryException.class);
    }
}
