package kyoten.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.Letters;
import org.junit.jupiter.api.Test;

class MultiValueTest {
    private static final List<String> GOOD = List.of(
            "a:g-",
            "a:w1 b:g1",
            "a:w1 a:w2 b:g2",
            "a:g- a:G1@0=o b:g1",
            "a:g- b:g- a:G1@0=o b:G2@1=c a:g1,2",
            "a:g- b:g- a:G1@0=o b:G2@1=c a:g2,1 a:G3@4=o a:g3",
            "a:g- a:G1@0=o b:G2@0=c b:w3 a:g3",
            "a:w1 a:g1 a:D@1=o b:g-",
            "a:w1 a:g1 b:w2 a:D@1=c b:g2",
            "a:w1 a:g1 b:w2 a:G3@1=c b:g2,3",
            "a:w1 a:g1 b:w2 a:G3@1=x b:g2",
            "a:w1 a:g1 b(w2 a(G3@1 a)o b) b:g2",
            "a:w1 a:g1 a(G2@1 a? b:g1 b:g2",
            "a:g- a(G1@0 a? b:G2@0=c",
            "a:w1 b:d a:g-");
    private static final List<String> BAD = List.of(
            "a:w1 b:g-",
            "a:g1",
            "a:g- b:g- a:G1@0=o b:G2@1=o",
            "a:g- b:g- a:G1@0=o b:G2@1=c a:g2",
            "a:w1 a:g1 a:G2@1=o b:g1,2",
            "a:w1 a:g1 a:G2@1=c",
            "a:w1 a:g1 b:w2 a:G3@1=c b:g3",
            "a:w1 a:g1 b:w2 a:G3@1=x b:g3",
            "a:w1 a:g1 a:D@1=o b:g1",
            "a:w1 b:d a:g1",
            "a:w1 a:g1 a(G2@1 a? b:g2 b:g1");

    @Test
    void good_registers_hold_and_bad_ones_are_broken() {
        for (String words : GOOD) {
            assertThat(new MultiValueClaim().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Holds.class);
        }
        for (String words : BAD) {
            assertThat(new MultiValueClaim().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void the_witness_keeps_every_token_with_its_gread() {
        Verdict verdict = new MultiValueClaim()
                .check(Letters.history("k= a:w9 a:g9 a:w1 a:g1 b:g1 a:G2@3=o b:g2 b:G3@4=c a:g3 a:g2,3"));
        Verdict.Broken broken = (Verdict.Broken) verdict;
        assertThat(broken.because())
                .isEqualTo(
                        "#8 a gread k -> ok [3] on key k has no place in any order of these 6 operations; it could have met [2, 3]");
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly(
                        "#2 a write k 1 -> ok",
                        "#3 a gread k -> ok [1]",
                        "#4 b gread k -> ok [1]",
                        "#5 a gwrite k 2 -> ok overwritten",
                        "#7 b gwrite k 3 -> ok conflict",
                        "#8 a gread k -> ok [3]");
    }

    @Test
    void a_key_of_several_sites_is_unknown() {
        Verdict verdict = new MultiValueClaim().check(Letters.history("k= x/ a:w1 y/ b:w2 b:g1,2"));
        assertThat(((Verdict.Unknown) verdict).why()).startsWith("key k is used at several sites");
    }

    @Test
    void the_evidence_says_that_a_violation_may_be_missed() {
        Verdict.Holds holds = (Verdict.Holds) new MultiValueClaim().check(Letters.history("a:w1 b:g1"));
        assertThat(holds.evidence().notes())
                .containsExactly("this search never accuses wrongly, but may miss a violation: outcomes that an unseen"
                        + " indeterminate write may have changed are not asked for");
    }
}
