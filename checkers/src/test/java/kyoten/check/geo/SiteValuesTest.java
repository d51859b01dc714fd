package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.Letters;
import org.junit.jupiter.api.Test;

class SiteValuesTest {

    @Test
    void writes_of_other_sites_arrive_at_some_time() {
        Table.hold(
                new SiteValues(),
                List.of(
                        "x/ a:w1 a:g1",
                        "x/ a:w1 a:g1 y/ b:w2 b:g2 x/ a:g1 a:g1,2",
                        "x/ a(g y/ b:w2 x/ a)2",
                        // A write takes away what its own site wrote, nothing else.
                        "y/ b:w1 x/ a:g1 a:w2 a:w3 a:g1,3",
                        // A gwrite takes away what its gread had returned, wherever that was.
                        "y/ b:w1 b:g1 x/ b:G2@1=o b:g2",
                        "y/ b:w2 x/ a:g2 y/ b:w3 x/ a:g-",
                        "y/ b:w2 b:w4 b:w3 x/ a:g2 a:g4 a:g-",
                        "y/ b:w1 x/ a:g1 a:G2@1=o a:g2 y/ b:g1",
                        // What arrived unseen may be what a conflict was about.
                        "y/ b:w2 x/ a:g- a:G1@1=c a:g1",
                        // It may take away what its client had read elsewhere.
                        "x/ a:w1 a:g1 y/ b:g1 b:G2@2=o x/ a:g2",
                        "x/ a:w1 a:g1 y/ b:g1 b:G2@2=o z/ c:g2 c:G3@4=o x/ a:g3",
                        "x/ a:w1 a:g1 y/ b:g1 b(D@2 b? x/ a:g-",
                        // A context of another site stands for more than its gread had returned.
                        "x/ a:w1 a:g1 y/ b:g1 b:G2@2=o b:g2 x/ b:G3@4=o a:g3",
                        // What nobody saw may have taken it away, and gone itself.
                        "x/ a:w1 a:g1 b(w2 b? y/ c:g2 c:G3@3=o x/ a:g3",
                        // The site forgot, and its old values may come again.
                        "x/ a:w1 a:g1 x#exempt a:g- a:g1",
                        "x/ a:w1 x#exempt a:w2 a:g1,2 a:w3 a:g3",
                        "x/ a(w1 x#exempt a) a:w2 a:g1,2"));
        Table.areBroken(
                new SiteValues(),
                List.of(
                        "x/ a:w1 a:g- y/ b:w2",
                        "y/ b:w2 x/ a:g2 a:g-",
                        "y/ b:w2 x/ a:g2 a:g- y/ b:w3",
                        "y/ b:w2 x/ a:g2 a:w1 a:g1",
                        "y/ b(w2 b! x/ a:g2",
                        "y/ b:w2 x/ a:g2 a:g- a:g2",
                        "x/ a:w1 a:w2 a:g1,2 y/ b:w3",
                        // An outcome that nothing explains: 1 was there.
                        "x/ a:g- a:w1 a:G2@0=o a:g1,2 y/ b:w3",
                        "x/ a:g- a:G1@0=c a:g1 y/ b(w2 b!",
                        "y/ b:w1 x/ a:g1 a:G2@-=o a:g1,2",
                        // The write of 2 began too late to take 1 away.
                        "x/ a:w1 a:g1 a:g- y/ b:g1 b:G2@3=o",
                        // It took something else away.
                        "x/ a:w1 a:g1 y/ b:g- b:G2@2=o x/ a:g2",
                        // Two clients of a site saw two writes of other sites in two orders.
                        "x/ a(g c(g y/ b:w1 z/ d:w2 x/ a)1 c)2 e:g1,2 e:g1",
                        "x/ a:w1 x#exempt a:w2 a:g2 a:g-"));
    }

    @Test
    void a_limit_is_unknown_and_so_is_nothing() {
        String words = "x/ a:w1 a:g1 y/ b:w2 b:g2 x/ a:g1 a:g1,2";
        assertThat(new SiteValues().check(Letters.history(words), Limits.steps(2)))
                .isInstanceOf(Verdict.Unknown.class);
        Verdict verdict =
                new SiteValues().check(Letters.history(words), new Limits(Long.MAX_VALUE, 2_000, () -> false));
        assertThat(((Verdict.Unknown) verdict).why()).startsWith("the limit of 2000 bytes was reached");
        Table.areUnknown(new SiteValues(), List.of("x/ a(w1 a? y/ b(w2 b?"));
    }

    @Test
    void the_witness_is_small_and_the_evidence_tells_what_may_be_missed() {
        Verdict.Broken broken = (Verdict.Broken) new SiteValues()
                .check(Letters.history("k= x/ a:w7 a:g7 a:w8 a:g8 y/ b:w2 b:g2 x/ a:g2,8 a:g2,8 c:w9 c:g9 c:g2,9"));
        assertThat(broken.because())
                .isEqualTo(
                        "#9 c gread k -> ok [9] at site x has no place in any order of these 5 operations, whenever the writes"
                                + " of other sites arrived");
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly(
                        "#2 a write k 8 -> ok",
                        "#4 b write k 2 -> ok",
                        "#6 a gread k -> ok [2, 8]",
                        "#8 c write k 9 -> ok",
                        "#9 c gread k -> ok [9]");
        Verdict.Holds holds =
                (Verdict.Holds) new SiteValues().check(Letters.history("x/ a:w1 a:g1 y/ b:w2 b:g2 x/ a:g1,2"));
        assertThat(holds.evidence().notes().toString())
                .contains("may miss a violation: when writes arrived from elsewhere");
    }
}
