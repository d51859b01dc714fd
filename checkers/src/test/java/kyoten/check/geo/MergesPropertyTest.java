package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import kyoten.check.Checker;
import kyoten.check.Verdict;
import kyoten.history.History;
import org.junit.jupiter.api.Test;

class MergesPropertyTest {
    private static final List<Checker> CLAIMS = List.of(
            Merges.areCorrect(), Merges.loseNothing(), Merges.resurrectNothing(), new Convergence(), new Sessions());

    /** How many histories; the build tries few, and -Dkyoten.histories=200000 many. */
    private static final int HISTORIES = Integer.getInteger("kyoten.histories", 3_000);

    @Test
    void a_right_store_is_never_accused() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = Play.history(seed, Bug.NONE);
            for (Checker claim : CLAIMS) {
                Verdict verdict = claim.check(history);
                assertThat(verdict.broken())
                        .as(() -> "seed " + "x" + " " + verdict)
                        .isFalse();
            }
        }
    }

    @Test
    void bugs() {
        for (Bug bug : Bug.values()) {
            TreeMap<String, Integer> first = new TreeMap<>();
            for (int seed = 0; seed < 1000; seed++) {
                History history = Play.history(seed, bug);
                for (Checker claim : CLAIMS) {
                    if (claim.check(history).broken()) {
                        first.merge(claim.claim().name(), 1, Integer::sum);
                    }
                }
            }
            System.out.println(bug + " " + first);
        }
    }
}
