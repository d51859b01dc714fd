package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Letters;
import kyoten.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;

/** Sites are x, y and z, clients a, b and c. */
class MergesTest {

    @Test
    void what_is_shown_was_written_and_is_replaced_by_nothing_beside_it() {
        Table.hold(
                Merges.areCorrect(),
                List.of(
                        "x/ a:w1 a:g1",
                        "x/ a:w1 y/ b:w2 b:g1,2",
                        "x/ a(w1 y/ b:g1 a)",
                        "x/ a(w1 a? y/ b:g1",
                        "x/ a:w1 a:g1 y/ b:g- b:G2@1=o b:g2",
                        // A context-free gwrite covers nothing, not even of its own site.
                        "x/ a:w1 b:G2@-=c a:g1,2",
                        // A context-free write never covers another site's value, nor what began with it.
                        "x/ a:w1 y/ b:g1 b:w2 b:g1,2",
                        "x/ a(w1 b:w2 a) y/ c:g1,2",
                        // After the site forgot, a write need not cover what it had accepted before.
                        "x/ a:w1 x#exempt a:w2 y/ b:g1,2",
                        // Who asks again at a site that was set back may be done again.
                        "x/ a(w1 y/ b:g1 x#exempt a) y/ b:g1,1",
                        // Of two epochs the later need not have arrived behind the earlier: 2 covers 1,
                        // and 3 covers 2 alone.
                        "y/ a:w1 x/ b:g1 b:G2@1=o x#epoch b:w3 z/ c:g1,3"));
        Table.areBroken(
                Merges.areCorrect(),
                List.of(
                        "x/ a:g1",
                        "x/ a:g1 a:w1",
                        "x/ a(w1 a! a:g1",
                        "x/ a:g- a:G1@0=x a:g1",
                        "x/ a:w1 a:g1,1",
                        "x/ a(w1 y/ b:g1,1 x/ a)",
                        "k= x/ a:w1 j= a:g1",
                        // A write covers what its site had accepted before it began.
                        "x/ a:w1 a:w2 a:g1,2",
                        "x/ a:w1 a:w2 y/ b:g1,2",
                        "x/ a(w1 a? y/ b:g1 x/ c:w2 y/ b:g1,2",
                        // A gwrite covers what its context's gread returned, wherever that was.
                        "x/ a:w1 y/ b:g1 z/ b:G2@1=o x/ a:g1,2",
                        // and what the gread's site knew, and what those cover in turn.
                        "x/ a:w1 a:g1 a:G2@1=o a:g2 y/ b:G3@3=o b:g1,3",
                        "x/ a:w1 a:w2 a:g2 y/ b:G3@2=o b:g1,3",
                        // Whoever shows a write has applied what its site and epoch had before.
                        "y/ a:w1 x/ b:g1 b:G2@1=o b:w3 z/ c:g1,3"));
    }

    @Test
    void what_a_site_must_know_is_shown_or_replaced() {
        Table.hold(
                Merges.loseNothing(),
                List.of(
                        "x/ a:w1 a:g1",
                        "x/ a:w1 a:w2 a:g2",
                        "x/ a(w1 a? a:g- b:w2 b:g2",
                        "x/ a:w1 y/ b:w2 x/ a:g1",
                        "x/ a:w1 a:g1 y/ b:G2@1=o x/ a:g2",
                        // A chain: 3 replaces 2, which replaced 1.
                        "x/ a:w1 a:g1 y/ b:g1 b:G2@2=o b:g2 b:G3@4=o x/ a:g3",
                        // An info write or delete may have replaced it.
                        "x/ a:w1 b(w2 b? c:w3 c:g2 a:g2",
                        "x/ a:w1 b(d b? a:g1 a:g-",
                        "x/ a:w1 y/ b:g1 b(D@1 b? x/ a:g-",
                        // A write replaces what began before it ended, and not by itself what other sites wrote.
                        "x/ a(w1 b(w2 a) b) a:g1",
                        // What may be lost by the marks is not missed.
                        "x/ a:w1 a:g1 x#exempt a:g- y/ b:w2 b:g2",
                        "x/ a:w1 x#forced y/ b:w2 b:g2 .#settled b:g2",
                        "x/ a:w1 x#rebuilt y/ b:w2 .#settled b:g2",
                        // Nobody knows in which epoch 1 was done: 2 may have come without it.
                        "x/ a(w1 x#epoch a) b:G2@-=c y/ c:w9 c:g2,9",
                        "x/ a:w1 x#epoch b:G2@-=c y/ c:w9 c:g2,9",
                        // Known everywhere, but only what had been answered.
                        "x/ a:w1 b(w2 b? .#settled a:g1 y/ c:g2"));
        Table.areBroken(
                Merges.loseNothing(),
                List.of(
                        "x/ a:w1 a:g-",
                        "x/ a:w1 b:g-",
                        "x/ a:w1 y/ b:g1 b:g-",
                        "x/ a(w1 y/ b:g1 b:g- x/ a)",
                        "x/ a:w1 y/ b:w2 b:g1,2 b:g2",
                        // A write of another site replaces nothing here.
                        "x/ a:w1 a:g1 y/ b:w2 x/ a:g2",
                        // A gwrite replaces what its gread had shown, no more.
                        "x/ a:g- a:w1 y/ b:G2@0=o x/ a:g2",
                        "x/ a:w1 y/ b:w2 b:g2 b:G3@2=o x/ a:g3",
                        // A delete of another key, one that began too late, one that failed.
                        "j= x/ a:d k= a:w1 a:g-",
                        "x/ a:w1 a:g- a:d",
                        "x/ a:w1 b(d b! a:g-",
                        // A write that had ended before it began.
                        "x/ a:w1 a:w2 a:g1",
                        // Whoever shows 2 has applied 1.
                        "x/ a:w1 b:G2@-=c y/ c:g2",
                        // An info write is known once it was seen.
                        "x/ a(w1 a? b:g1 b:g-",
                        // In the end all know all.
                        "x/ a:w1 .#settled y/ b:g-",
                        "x/ a:w1 y/ b:w2 .#settled b:g2",
                        // A drained site loses nothing.
                        "x/ a:w1 x#left .#settled y/ b:g-"));
    }

    @Test
    void what_is_gone_does_not_come_back() {
        Table.hold(
                Merges.resurrectNothing(),
                List.of(
                        "x/ a:w1 a:g1",
                        "x/ a:w1 a:w2 y/ b:g1 b:g2",
                        "x/ a:w1 a:d y/ b:w9 b:g1,9 b:g9",
                        "x/ a:w1 a:g1 a:D@1=o a:g- x#exempt a:g1 a:g1",
                        // Who asks again at a site that was set back may be done again.
                        "x/ a(w1 y/ b:g1 b:D@1=o b:g- x#exempt a) b:g1",
                        "x/ b(g a:w1 b)1 a:g1",
                        // A gread that began before the answer of another may have been done before it, too.
                        "x/ a:w1 a:g1 b(g c:w2 a:g2 b)1",
                        "x/ a:w1 y/ b:g1 z/ c:w9 y/ b:g1,9 b:g1"));
        Table.areBroken(
                Merges.resurrectNothing(),
                List.of(
                        "x/ a:w1 a:w2 a:g1",
                        "x/ a:w1 a:d a:g1",
                        "x/ a:w1 a:g1 a:D@1=o b:g1",
                        "x/ a(w1 y/ b:g1 b:D@1=o b:g- a) b:g1",
                        // The site had shown it, and then no longer.
                        "x/ a:w1 b(d b? a:g1 a:g- a:g1",
                        "x/ a:w1 y/ b(d b? b:g1 b:g- b:g1",
                        // The site had shown what replaces it.
                        "x/ a:w1 a:w2 y/ b:g2 b:g1",
                        "x/ a:w1 a:g1 y/ b:G2@1=o z/ c:g2 c:g1",
                        // All had settled, and so the delete is known.
                        "x/ a:w1 a:d .#settled y/ b:g1",
                        "x/ a:w1 y/ b:g1 b:D@1=o .#settled z/ c:g1"));
    }

    @Test
    void without_greads_nothing_is_known() {
        Table.areUnknown(Merges.areCorrect(), List.of("x/ a:w1", "x/ a:g-"));
        Table.areUnknown(Merges.loseNothing(), List.of("x/ a:w1", "x/ a:w1 y/ b:g-"));
        Table.areUnknown(Merges.resurrectNothing(), List.of("x/ a:w1", "x/ a:w1 y/ b:g1"));
    }

    @Test
    void a_witness_keeps_what_explains_and_drops_what_does_not() {
        History history = Letters.history(
                "k= x/ a:w7 a:g7 a:w8 a:g8 j= a:w9 a:g9 k= y/ b:g8 b:G2@6=o c:w4 x/ a:g2" + " a:g2 y/ c:g2 c:g2,8");
        Verdict.Broken broken = (Verdict.Broken) Merges.areCorrect().check(history);
        assertThat(broken.because())
                .isEqualTo(
                        "#12 c gread k -> ok [2, 8] at site y shows 8 beside 2, which replaces it: #7 b gwrite k 2 -> ok"
                                + " overwritten carried the context of #6 b gread k -> ok [8]");
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly(
                        "#2 a write k 8 -> ok",
                        "#6 b gread k -> ok [8]",
                        "#7 b gwrite k 2 -> ok overwritten",
                        "#12 c gread k -> ok [2, 8]");
        assertThat(broken.witness().lit()).containsExactly(3, 0);
    }

    @Test
    void the_sentence_of_a_loss_names_the_write() {
        Verdict.Broken broken = (Verdict.Broken)
                Merges.loseNothing().check(Letters.history("k= x/ a:w1 a:g1 y/ b:w2 b:g1,2 x/ a:g1 y/ b:g2 b:g2"));
        assertThat(broken.because())
                .isEqualTo(
                        "#5 b gread k -> ok [2] at site y shows no 1 of #0 a write k 1 -> ok, of which its site must know, and"
                                + " nothing that it shows and no delete can have replaced it");
        assertThat(broken.witness().history().size()).isEqualTo(4);
    }

    @Test
    void a_limit_is_unknown() {
        StringBuilder words = new StringBuilder("x/");
        for (int i = 0; i < 300; i++) {
            words.append(" a:w").append(i).append(" a:g").append(i);
        }
        History history = Letters.history(words.toString());
        assertThat(Merges.loseNothing().check(history)).isInstanceOf(Verdict.Holds.class);
        assertThat(Merges.loseNothing().check(history, Limits.steps(200))).isInstanceOf(Verdict.Unknown.class);
        assertThat(Merges.loseNothing().check(history, new Limits(Long.MAX_VALUE, 1000, () -> false)))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void what_is_no_history_of_such_a_store_is_refused() {
        assertThatThrownBy(() -> Merges.areCorrect().check(Letters.history("x/ a:w1 a:w1")))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("expected values that are written to their key once");
        assertThatThrownBy(() -> Merges.areCorrect().check(Letters.history("k= x/ a:g- j= a:G1@0=o")))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("expected as its token the number of a gread of its key");
        assertThatThrownBy(() -> Merges.areCorrect().check(Letters.history("x/ a:c1>2")))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("unknown :f cas; expected read, write");
    }

    @Test
    void a_context_that_goes_to_or_from_a_site_that_was_put_out_stands_for_what_it_showed() {
        String before = "k= x/ a:w1 y/ b:g1 b:G2@1=o ";
        String after = " b:g2 x/ a:G3@3=c a:g1,3";
        Table.hold(
                Merges.resurrectNothing(),
                List.of(before + "y#forced x#forced x#stays" + after, before + "x#forced" + after));
        Table.areBroken(
                Merges.resurrectNothing(),
                List.of(
                        before + after,
                        before + "y#left" + after,
                        before + "y#forced b:g2 x/ a:G3@3=c a:g2,3",
                        before + "y#forced b:g2 x/ c:g2 c:G3@4=c a:g1,3"));
    }
}
