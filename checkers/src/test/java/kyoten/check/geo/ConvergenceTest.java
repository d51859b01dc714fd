package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.Letters;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    @Test
    void settled_sites_are_alike() {
        Table.hold(
                new Convergence(),
                List.of(
                        "x/ a:w1 .#settled a:g1 y/ b:g1",
                        "x/ a:w1 y/ b:w2 .#settled x/ a:g1,2 y/ b:g2,1",
                        ".#settled x/ a:g- y/ b:g-",
                        // What is not known for sure may reach one site before the other, and take away there what it
                        // replaces.
                        "x/ a:w1 b(w2 b? .#settled a:g2 y/ c:g1",
                        "x/ a:w1 b(d b? .#settled a:g- y/ c:g1",
                        "x/ a:w1 a:g1 y/ b(G2@1 b? .#settled b:g2 x/ a:g1",
                        "x/ a:w1 b(w2 .#settled a:g2 y/ c:g1 x/ b)",
                        "x/ a:w1 a:g1 y/ b(G2@1 b? c:g2 c(G3@3 c? .#settled b:g3 x/ a:g1",
                        // A late context stands for what a delete had taken away, too, though the delete was lost.
                        "x/ a:w1 a:d a:w2 a:g2 x#rebuilt b(G3@3 b? y/ c:w4 .#settled x/ a:g2,3,4 y/ c:g1,2,4",
                        // Once the key changes again, nobody has settled.
                        "x/ a:w1 .#settled a:g1 y/ b:g1 b:w2 b:g1,2 x/ a:g1",
                        // Who left need not know.
                        "x/ a:w1 x#forced y/ b:w2 .#settled b:g2 z/ c:g2 x/ a:g1",
                        // Both times.
                        "x/ a:w1 .#settled a:g1 y/ b:g1 x/ a:w2 .#settled a:g2 y/ b:g2"));
        Table.areBroken(
                new Convergence(),
                List.of(
                        "x/ a:w1 .#settled a:g1 y/ b:g-",
                        "x/ a:w1 y/ b:w2 .#settled x/ a:g1 y/ b:g2",
                        "x/ a:w1 y/ b:w2 .#settled x/ a:g1,2 y/ b:g2",
                        // Of the late write of 2, neither does it take 9 away, nor is it 3.
                        "x/ a:w1 b(w2 b? y/ c:w9 .#settled x/ a:g2 y/ c:g1,9",
                        "x/ a:w1 b(w2 b? y/ c:w3 .#settled x/ a:g2,3 y/ c:g2",
                        // It cannot come any more.
                        "x/ a:w1 b(w2 b? b#closed .#settled a:g2 y/ c:g1",
                        // A site that left and joined is a member.
                        "x/ a:w1 y#left y#joined .#settled x/ a:g1 y/ b:g-",
                        "x/ a:w1 .#settled a:g1 y/ b:g1 x/ a:w2 .#settled a:g2 y/ b:g1",
                        // What nobody wrote.
                        "x/ a:w1 .#settled a:g1 y/ b:g1,7"));
    }

    @Test
    void one_site_alone_or_before_all_had_settled_says_nothing() {
        Table.areUnknown(
                new Convergence(),
                List.of("x/ a:w1 a:g1 y/ b:g1", "x/ a:w1 .#settled a:g1 a:g1", "k= x/ a:w1 .#settled a:g1 j= y/ b:g-"));
    }

    @Test
    void the_witness_is_both_greads_and_what_they_show() {
        Verdict.Broken broken = (Verdict.Broken) new Convergence()
                .check(Letters.history("k= x/ a:w1 a:w2 y/ b:g2 z/ c:w3 .#settled x/ a:g2,3 z/ c:g2,3 y/ b:g2"));
        assertThat(broken.because())
                .isEqualTo(
                        "when all had settled, #6 b gread k -> ok [2] shows this at site y and lacks 3, but #4 a gread k -> ok"
                                + " [2, 3] shows this at site x");
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly(
                        "#1 a write k 2 -> ok",
                        "#3 c write k 3 -> ok",
                        "#4 a gread k -> ok [2, 3]",
                        "#6 b gread k -> ok [2]");
    }
}
