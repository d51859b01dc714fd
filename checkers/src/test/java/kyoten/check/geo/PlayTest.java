package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import kyoten.check.Checker;
import kyoten.check.Verdict;
import kyoten.check.site.RegisterLives;
import kyoten.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A right store is never accused, and each wrong one is found out by the claims that speak of its bug. */
class PlayTest {
    private static final List<Checker> CLAIMS = List.of(
            Merges.areCorrect(),
            Merges.loseNothing(),
            Merges.resurrectNothing(),
            new Convergence(),
            new Sessions(),
            new SiteValues(),
            new RegisterLives());

    /** How many histories of a right store: few in the build, and 200,000 by {@code -Dkyoten.histories=200000}. */
    private static final int HISTORIES = Integer.getInteger("kyoten.histories", 2_000);

    private static final int FIRST = Integer.getInteger("kyoten.histories.first", 0);
    private static final int PATIENCE = 1_000;

    @Test
    void a_right_store_is_never_accused() {
        long held = 0;
        for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
            History history = Play.history(seed, Bug.NONE);
            for (Checker claim : CLAIMS) {
                Verdict verdict = claim.check(history);
                assertThat(verdict.broken()).as("seed " + seed + ": " + verdict).isFalse();
                held += verdict.holds() ? 1 : 0;
            }
        }
        assertThat(held).as("verdicts that rest on something").isGreaterThan(4L * HISTORIES);
    }

    @ParameterizedTest
    @EnumSource(value = Bug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_bug_is_caught_by_the_claims_that_speak_of_it(Bug bug) {
        TreeSet<String> waiting = new TreeSet<>(bug.breaks);
        for (long seed = 0; seed < PATIENCE && !waiting.isEmpty(); seed++) {
            History history = Play.history(seed, bug);
            for (Checker claim : CLAIMS) {
                String name = claim.claim().name();
                if (waiting.contains(name) && claim.check(history) instanceof Verdict.Broken broken) {
                    waiting.remove(name);
                    assertThat(claim.check(broken.witness().history()).broken())
                            .as("the witness of " + broken)
                            .isTrue();
                }
            }
        }
        assertThat(waiting).as("claims that never caught it").isEmpty();
    }
}
