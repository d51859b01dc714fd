package kyoten.check.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.check.geo.Merges;
import kyoten.history.Letters;
import kyoten.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;

class OnlyIfCurrentTest {
    private static final List<String> GOOD = List.of(
            "a:g- a:G1@0=o a~current",
            "a:w1 a:g1 a:G2@1=o a~current",
            "a:g- b(d a:G1@0=o a~current b)",
            "b(d a:g- b) a:G1@1=o a~current",
            "a:g- b(d b? a:G1@0=o a~current",
            "a:g- b(d b! a:G1@0=o a~current",
            "b:g- a:w1 a:g1 b:D@0=c a:G2@2=o a~current",
            "a:g- b:D@0=x a:G1@0=o a~current",
            "k= a:g- j= b:d k= a:G1@0=o a~current",
            "k= x/ a:g- y/ b:d x/ a:G1@0=o a~current",
            "a:d a:G1@-=c a:g- a:G2@2=o a~current");
    private static final List<String> BAD = List.of(
            "a:g- b:d a:G1@0=o a~current",
            "a:g- b:D@0=o a:D@0=o a~current",
            "a:w1 a:g1 b:d b:w2 a:G3@1=o a~current",
            "a:d a:G1@-=o a~current");
    private static final List<String> REFUSED_FOR_A_CAUSE = List.of(
            "a:w1 a:g1 b:w2 a:G3@1=s",
            "a:w1 b(w2 a:g1,2 a:G3@2=s b)",
            "b(w2 b? a:g- a:G3@1=s",
            "a:g- a(G3@0 b(D@0 a)s b)o",
            "k= a:g- j= b:d k= a:G1@0=s",
            "k= a:w1 j= b:d k= a:g- a:G2@2=s",
            "k= a:d j= b:d k= a:g- a:G2@2=s",
            "j= b(d k= a:d j= b) k= a:g- a:G2@2=s",
            "j= b(D@- b? k= a:d a:g- a:G2@2=s",
            "k= a:w1 a:G2@-=s",
            "k= a:g- j= a:G2@0=s",
            "k= x/ a:g- y/ a:G2@0=s",
            "k= x/ a:g- y/ b:g- x/ a:G2@0=s",
            "x/ x#epoch a:d x#epoch a:g- a:G1@1=s",
            "x/ a:d x#epoch a:g- a:G1@1=s",
            "x/ a:g- x#exempt a:G1@0=s",
            "x/ a:g- x#rebuilt a:G1@0=s",
            "x/ a:g- x#left a:G1@0=s",
            "x/ x#joined a:g- a:G1@0=s");
    private static final List<String> REFUSED_FOR_NOTHING = List.of(
            "a:g- a:G1@0=s",
            "a:w1 a:g1 a:D@1=s",
            "a:w1 a:g1 a:G2@1=s b:d",
            "a:g- b(d b! a:G1@0=s",
            "a:g- b:D@0=x a:G1@0=s",
            "a:d a:g- a:G1@1=s",
            "k= a:g- j= b:w2 k= a:G1@0=s",
            "k= a:w1 a:g1 j= b:d k= a:G1@1=s",
            "j= b:d k= a:g- a:G1@1=s",
            "j= b:d k= a:d a:g- a:G1@2=s",
            "x/ x#epoch a:d a:g- a:G1@1=s",
            "x/ a:w1 x#epoch a:g1 a:G2@1=s");

    @Test
    void a_refusal_is_broken_if_nothing_can_have_been_its_cause() {
        for (String words : REFUSED_FOR_A_CAUSE) {
            assertThat(new OnlyIfCurrent().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Holds.class);
        }
        for (String words : REFUSED_FOR_NOTHING) {
            assertThat(new OnlyIfCurrent().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void a_refusal_for_another_reason_is_no_matter_of_it() {
        assertThat(new OnlyIfCurrent().check(Letters.history("a:g- a:G1@0=x"))).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void the_witness_of_a_refusal_shows_the_context() {
        Verdict.Broken broken =
                (Verdict.Broken) new OnlyIfCurrent().check(Letters.history("k= a:d a:g- b:g- a:G1@1=s"));
        assertThat(broken.because())
                .isEqualTo("#3 a gwrite k 1 -> ok rejected: stale was refused, "
                        + "though nothing can have happened that its context does not know");
        assertThat(broken.witness().history().size()).isEqualTo(2);
    }

    @Test
    void a_remark_on_anything_but_a_gwrite_or_gdelete_is_refused() {
        assertThatThrownBy(() -> new OnlyIfCurrent().check(Letters.history("k= x/ a:w1 a~current")))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("the token of a current the number of a gwrite or gdelete");
    }

    @Test
    void what_was_current_holds_and_what_could_not_be_is_broken() {
        for (String words : GOOD) {
            assertThat(new OnlyIfCurrent().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Holds.class);
        }
        for (String words : BAD) {
            assertThat(new OnlyIfCurrent().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void updates_without_a_condition_are_no_matter_of_it() {
        assertThat(new OnlyIfCurrent().check(Letters.history("a:g- b:d a:G1@0=o")))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void claims_of_many_sites_pass_the_remark_over() {
        assertThat(Merges.areCorrect().check(Letters.history("k= x/ a:g- a:G1@0=o a~current a:g1")))
                .isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void the_witness_shows_the_context_and_what_it_cannot_know() {
        Verdict.Broken broken =
                (Verdict.Broken) new OnlyIfCurrent().check(Letters.history("k= a:w1 a:g1 b:d a:g- a:G2@1=o a~current"));
        assertThat(broken.because())
                .isEqualTo(
                        "#4 a gwrite k 2 -> ok overwritten was done, though its context is older than #2 b delete k -> ok");
        assertThat(broken.witness().history().size()).isEqualTo(3);
    }
}
