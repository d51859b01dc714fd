package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.Letters;
import org.junit.jupiter.api.Test;

class SessionsTest {

    @Test
    void clients_read_their_writes() {
        hold(
                "x/ a:w1 a:g1",
                "x/ a:w1 b:w2 a:g2",
                "x/ a:w1 b:g1 b:G2@1=o a:g2",
                "x/ a:w1 b(d b? a:g-",
                "x/ a:w1 a:r1",
                "x/ a:w1 b(w2 b? a:r2",
                "x/ a:w1 b(d a:r- b)",
                "x/ a:w1 b:d a:r-",
                // Not at another site, and not after it, nor when the site forgot.
                "x/ a:w1 a:g1 y/ a:g- a:r-",
                "x/ a:w1 a:g1 y/ a:g- x/ a:r- a:g-",
                "x/ a:w1 a:g1 x#exempt a:g- a:r-",
                // Nor when other sites bring back what the site had.
                "x/ a:w1 x#rebuilt a:d a:r1");
        areBroken(
                "read your writes",
                "x/ a:w1 a:g-",
                "x/ a:w1 y/ b:w2 x/ a:g2",
                "x/ a:w1 a:r-",
                "x/ b:w1 a:w2 a:r1",
                "x/ a:w1 a:d a:r1",
                "x/ a:w1 x#rebuilt a:w2 a:d a:r2",
                "x/ a:g- a:G1@0=o a:r-",
                "x/ b:d a:w1 a:r-");
    }

    @Test
    void reads_do_not_go_back() {
        hold(
                "x/ a:w1 b:g1 a:w2 b:g2",
                "x/ a:w1 b:r1 a:w2 b:r2",
                "x/ a(w1 c(w2 b:r1 b:r2 b:r1 a) c)",
                "x/ a:w1 b:r1 y/ c:w2 x/ b:g1,2 b:r1");
        areBroken(
                "monotonic reads",
                "x/ a:w1 b:g1 b:g-",
                "x/ a:w1 b:w2 c:g2 b(d b? c:g- c:g2",
                "x/ a:w1 a:w2 b:r2 b:r1",
                "x/ a:w1 b:r1 b:r-",
                "x/ a:w1 b:g1 b:D@1=o b:g1",
                "x/ a(w1 a? b:r1 b:w2 c:r2 c:r1");
    }

    @Test
    void writes_keep_their_order() {
        hold(
                "x/ a:w1 a:w2 y/ b:g1 b:g2",
                "x/ a:w1 a:G2@-=c y/ b:g1,2",
                "x/ a:w1 a:G2@-=c c(d c? y/ b:g2",
                "x/ a:w1 x#epoch a:G2@-=c y/ b:g2 b:g2");
        areBroken("monotonic writes", "x/ a:w1 a:w2 y/ b:g1,2", "x/ a:w1 a:G2@-=c y/ b:g2");
    }

    @Test
    void writes_follow_reads() {
        hold("x/ a:w1 b:g1 y/ b:G2@1=o z/ c:g1 c:g2");
        areBroken("writes follow reads", "x/ a:w1 b:g1 y/ b:G2@1=o z/ c:g1,2", "x/ a:w1 b:g1 c:G2@1=o z/ c:g1,2");
    }

    @Test
    void a_client_that_knew_nothing_says_nothing() {
        Table.areUnknown(new Sessions(), List.of("x/ a:w1 b:g-", "x/ b:r- b:g-", "x/ a:w1 y/ a:g- a:r-"));
    }

    @Test
    void the_witness_is_small() {
        Verdict.Broken broken = (Verdict.Broken)
                new Sessions().check(Letters.history("k= x/ b:w9 b:g9 a:w1 a:g1 a:r1 b:r1 a:w2 b:r2 j= b:w7 k= b:r1"));
        assertThat(broken.because())
                .isEqualTo(
                        "monotonic reads: #9 b read k -> ok 1 returned the value of #2 a write k 1 -> ok, though its client"
                                + " had read what was written later: #6 a write k 2 -> ok");
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly(
                        "#2 a write k 1 -> ok", "#6 a write k 2 -> ok", "#7 b read k -> ok 2", "#9 b read k -> ok 1");
    }

    private static void hold(String... histories) {
        Table.hold(new Sessions(), List.of(histories));
    }

    private static void areBroken(String guarantee, String... histories) {
        Table.areBroken(new Sessions(), List.of(histories));
        for (String words : histories) {
            Verdict.Broken broken = (Verdict.Broken) new Sessions().check(Letters.history(words));
            assertThat(broken.because()).as(words).startsWith(guarantee);
        }
    }
}
