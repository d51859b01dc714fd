package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Letters;
import kyoten.history.Op;
import org.junit.jupiter.api.Test;

class OldContextsTest {
    @Test
    void an_old_context_that_is_refused_is_good() {
        Table.hold(
                new OldContexts(),
                List.of(
                        "k= x/ a:g- a:d .#settled y/ b:g- b:D@0=s",
                        "k= x/ a:d .#settled y/ b:g- b:G2@-=s",
                        "k= x/ a:g- y/ b:w1 b:d .#settled b:g- b:G2@0=s b:g- b:G3@5=o b~current"));
    }

    @Test
    void an_old_context_with_which_something_is_done_is_bad() {
        Table.areBroken(
                new OldContexts(),
                List.of(
                        "k= x/ a:g- a:d .#settled y/ b:g- b:D@0=o b~current",
                        "k= x/ a:g- a:d .#settled a:g- a:D@0=o a~current",
                        "k= x/ a:w1 y/ b:g1 a:d .#settled b:g- b:G2@1=o b~current",
                        "k= x/ a:d .#settled y/ b:g- b:G2@-=o b~current",
                        "k= x/ a:g- a:d y#joined .#settled y/ b:g- b:D@0=o b~current"));
    }

    @Test
    void the_witness_shows_what_the_site_knew() {
        Verdict verdict =
                new OldContexts().check(Letters.history("k= x/ a:g- a:d .#settled y/ b:g- b:D@0=o b~current"));
        History witness = ((Verdict.Broken) verdict).witness().history();
        assertThat(witness.ops()).extracting(Op::f).containsExactly("gread", "delete", "gread", "gdelete");
    }

    @Test
    void nothing_is_said_where_the_context_may_be_current() {
        for (String words : List.of(
                "k= x/ a:g- a:d y/ b:g- b:D@0=o b~current",
                "k= x/ a:g- a:d y/ b:g- .#settled b:D@0=o b~current",
                "k= x/ a:g- a:d .#settled y/ b:g- b:D@0=o",
                "k= x/ a:g- a:d .#settled y/ b:D@0=o b~current",
                "k= x/ a:g- a:d .#settled x/ a:g- y/ b:D@0=o b~current",
                "k= x/ a:w1 a:g1 a:d .#settled y/ b:g1 b:D@1=o b~current",
                "k= x/ a:d a:g- .#settled y/ b:g- b:D@1=o b~current",
                "k= x/ a:d a:g- a:d .#settled y/ b:g- b:D@1=o b~current",
                "k= x/ a(g c:d a)- .#settled y/ b:g- b:D@0=o b~current",
                "k= x/ a:g- a:d .#settled c(w1 c? y/ b:g- b:D@0=o b~current",
                "k= x/ a:g- a(d a! .#settled y/ b:g- b:D@0=o b~current",
                "k= x/ a:g- .#settled a:d y/ b:g- b:D@0=o b~current",
                "k= x/ a:g- j= a:d .#settled k= y/ b:g- b:D@0=o b~current",
                "k= x/ a:g- a:d x#exempt .#settled y/ b:g- b:D@0=o b~current",
                "k= x/ a:g- a:d .#settled y#left y/ b:g- b:D@0=o b~current")) {
            assertThat(new OldContexts().check(Letters.history(words)))
                    .as(words)
                    .isInstanceOf(Verdict.Unknown.class);
        }
    }
}
