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
            "a:g- b:D@0=x a:G1@0=o a~current",
            "k= a:g- j= b:d k= a:G1@0=o a~current",
            "k= x/ a:g- y/ b:d x/ a:G1@0=o a~current",
            "a:d a:G1@-=c a:g- a:G2@2=o a~current");
    private static final List<String> BAD = List.of(
            "a:g- b:d a:G1@0=o a~current",
            "a:g- b:D@0=o a:D@0=o a~current",
            "a:w1 a:g1 b:d b:w2 a:G3@1=o a~current",
            "a:d a:G1@-=o a~current");

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
