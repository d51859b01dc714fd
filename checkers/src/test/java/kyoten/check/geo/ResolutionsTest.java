package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.JsonLines;
import kyoten.history.JsonLinesWriter;
import kyoten.history.Letters;
import kyoten.history.Op;
import org.junit.jupiter.api.Test;

/** Tiny histories of keys with a resolver, and of sites that have left, in letters. */
class ResolutionsTest {
    private static final String TWO = "k= x/ a:w1 y/ b:w2 ";

    @Test
    void answers_that_follow_from_the_values_are_good() {
        Table.hold(
                new Resolutions(),
                List.of(
                        TWO + "a:g1,2 a~last-writer>1",
                        TWO + "a:g1,2 a~last-writer>2 x/ a:g1,2 a~last-writer>2",
                        TWO + "a:g1,2 a~last-writer>2 j= x/ a:w1 y/ b:w2 a:g1,2 a~last-writer>1",
                        TWO + "a:g1,2 a~last-writer>2 a:g1 a~last-writer>1",
                        "k= x/ a:g- a~last-writer>-",
                        TWO + "a:g1,2 a~first>1,2! a:g1,2 a~first>1",
                        "k= x/ a:w1 a:G2@- a:g1,2 a~last-writer>2",
                        "k= x/ a(w1 b:G2@- a) a:g1,2 a~last-writer>1",
                        "k= x/ a(w1 a? c:G2@- c:g1,2 c~last-writer>1",
                        "k= x/ a:w1 .#settled x/ a:g1 a~first>1 y/ b:g1 b~first>1",
                        "k= x/ a:w1 a:g1 a~first>1 .#settled x/ a:g1 y/ b:g1",
                        "k= x/ a:w1 y#left .#settled x/ a:g1 a~first>1 y/ b:g1",
                        "k= x/ a:w1 x#exempt b:G2@- a:g1,2 a~last-writer>1"));
    }

    @Test
    void answers_that_depend_on_something_else_are_bad() {
        Table.areBroken(
                new Resolutions(),
                List.of(
                        TWO + "a:g1,2 a~last-writer>1 b:g1,2 b~last-writer>2",
                        TWO + "a:g1,2 a~mine>1 b:g1,2 b~mine>1,2",
                        TWO + "a:g1,2 a~mine>1!",
                        TWO + "a:g1,2 a~last-writer>1,2",
                        TWO + "a:g1,2 a~last-writer>-",
                        "k= x/ a:w1 a:G2@- a:g1,2 a~last-writer>1",
                        "k= x/ a:w1 .#settled x/ a:g1 a~first>1 y/ b:g1 b~last-writer>1",
                        "k= x/ a:w1 .#settled x/ a:g1 a~first>1 y/ b:g1"));
    }

    @Test
    void operators_have_their_way() {
        String nested = "x#asks>k>first x#told>k>first x#asks>>last-writer x#told>>last-writer ";
        String replaced = "x#asks>k>mine x#told>k>mine x#asks>k>first ";
        Table.hold(
                new Resolutions(),
                List.of(
                        "k= x/ a:w1 " + nested + ".#settled a:g1 a~first>1",
                        "k= x/ a:w1 " + replaced + ".#settled a:g1 a~mine>1",
                        "k= x/ a:w1 " + replaced + ".#settled a:g1 a~first>1",
                        "k= x/ a:w1 " + replaced + "x#told>k>first .#settled a:g1 a~first>1",
                        "k= x/ a:w1 " + replaced + "x#told>k>first y#asks>k>mine .#settled a:g1 a~mine>1",
                        "k= x/ a:w1 x#asks>k>mine x#asks>k>first x#told>k>first x#told>k>mine .#settled a:g1 a~first>1",
                        "k= x/ a:w1 a:g1 a~first>1 " + nested + "x#asks>k> .#settled a:g1 a~last-writer>1",
                        "k= x/ a:w1 x#exempt " + nested + ".#settled a:g1 a~last-writer>1"));
        Table.areBroken(
                new Resolutions(),
                List.of(
                        "k= x/ a:w1 " + nested + ".#settled a:g1 a~last-writer>1",
                        "k= x/ a:w1 " + nested + ".#settled a:g1",
                        "k= x/ a:w1 " + replaced + ".#settled a:g1 a~last-writer>1",
                        "k= x/ a:w1 " + replaced + "x#told>k>first .#settled a:g1 a~mine>1",
                        "j= x/ a:w1 " + nested + ".#settled a:g1 a~first>1",
                        "k= x/ a:w1 " + nested + "x#asks>k> x#told>k> .#settled a:g1 a~first>1"));
    }

    @Test
    void a_history_without_resolvers_says_nothing() {
        Table.areUnknown(new Resolutions(), List.of(TWO + "a:g1,2"));
    }

    @Test
    void remarks_are_passed_over_by_other_claims() {
        String good = TWO + ".#settled x/ a:g1,2 a~last-writer>1 a~fenced y/ b:g1,2 b~last-writer>1";
        Table.hold(new Convergence(), List.of(good));
        Table.hold(Merges.loseNothing(), List.of(good));
        Table.hold(new SiteValues(), List.of(good));
        Table.hold(new kyoten.check.site.RegisterLives(), List.of("k= x/ a:w1 a:r1 a:g1 a~mine>1 a~fenced"));
        Table.hold(Merges.areCorrect(), List.of("k= x/ a:g- a:G1@0=o a~current a:g1 a:r- a~together"));
        Table.hold(new kyoten.check.site.RegisterLives(), List.of("k= x/ a:w1 a:r1 a~together"));
        Table.areBroken(Merges.loseNothing(), List.of(TWO + ".#settled x/ a:g1 a~last-writer>1"));
    }

    @Test
    void remarks_keep_their_greads_when_they_are_written_and_read() throws IOException {
        History bad = Letters.history("k= x/ b:r- a:w1 a:G2@- a:g1,2 a~last-writer>1");
        StringWriter text = new StringWriter();
        JsonLinesWriter.write(bad, text);
        History again = JsonLines.read("again", new StringReader(text.toString()));
        Verdict.Broken broken = (Verdict.Broken) new Resolutions().check(again);
        assertThat(broken.because())
                .isEqualTo(
                        "#4 a/resolve resolve k -> ok [last-writer, #[1], #[2], ] shows 1 as the last, but #2 a gwrite k 2"
                                + " -> ok came later at the same site");
        assertThat(broken.witness().history().ops()).extracting(Op::number).containsExactly(1, 2, 3, 4);
    }
}
