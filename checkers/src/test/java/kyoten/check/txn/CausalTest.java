package kyoten.check.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.StringReader;
import kyoten.check.Verdict;
import kyoten.history.Conventions;
import kyoten.history.Format;
import kyoten.history.HistoryReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausalTest {

    /** Histories of one transaction after another: a process, then steps; {@code !} aborted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 [:w x 1] ; 1 [:r x 1] | holds",
                "0 [:w x 1] ; 1 [:r x nil] | holds",
                "0 [:w x 1] | unknown",
                // Commits have one order, so that sessions may not see concurrent writes in opposite ones.
                "0 [:w x 1] ; 1 [:w x 2] ; 2 [:r x 1] ; 2 [:r x 2] ; 3 [:r x 1] ; 3 [:r x 2] | holds",
                "0 [:w x 1] ; 1 [:w x 2] ; 2 [:r x 1] ; 2 [:r x 2] ; 3 [:r x 2] ; 3 [:r x 1] | ConflictCM",
                "0 [:r x 1] | ThinAirRead",
                "0! [:w x 1] ; 1 [:r x 1] | AbortedRead",
                "0 [:r x 1] [:w x 1] | FutureRead",
                "0 [:w x 2] ; 1 [:w x 1] [:r x 2] | NotMyOwnWrite",
                "0 [:w x 1] [:w x 2] [:r x 1] | NotMyLastWrite",
                "0 [:w x 1] [:w x 2] ; 1 [:r x 1] | IntermediateRead",
                "0 [:w x 1] ; 1 [:w x 2] ; 2 [:r x 1] [:r x 2] | NonRepeatableRead",
                "0 [:r x 2] [:w y 1] ; 1 [:r y 1] [:w x 2] | CyclicCO",
                "0 [:w x 1] ; 0 [:w x 2] [:w y 2] ; 1 [:r y 2] [:r x 1] | NonMonoReadCO",
                "0 [:w x 1] ; 0 [:w x 2] [:w y 2] ; 1 [:r x 1] [:r y 2] | FracturedReadCO",
                "0 [:w x 1] ; 0 [:w x 2] ; 0 [:w y 1] ; 1 [:r y 1] [:r x 1] | COConflictCM",
                "0 [:w x 1] ; 0 [:r x nil] | COConflictCM",
                "0 [:w x 1] ; 1 [:r x 1] [:w y 1] ; 2 [:r y 1] [:r x nil] | COConflictCM",
                // Two sessions that each know both writes and see them last in opposite orders: no order of commits
                // fits.
                "0 [:w x 1] ; 1 [:w x 2] ; 2 [:r x 1] ; 2 [:r x 2] ; 2 [:r x 1] | ConflictCM",
            })
    void a_history_shows_this_pattern(String history, String expected) throws IOException {
        Verdict verdict = new CausalChecker().check(read(history));
        switch (expected) {
            case "holds" -> assertThat(verdict).isInstanceOf(Verdict.Holds.class);
            case "unknown" -> assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
            default -> {
                assertThat(verdict).isInstanceOf(Verdict.Broken.class);
                assertThat(((Verdict.Broken) verdict).because()).startsWith(expected + ": ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 [:w x 1] ; 0 [:r x 1] ; 1 [:r x nil] ; 1 [:r x 1] | holds",
                "0 [:w x 1] | unknown",
                "0 [:w x 1] ; 0 [:r x nil] | read your writes",
                "0 [:w x 1] ; 0 [:w x 2] ; 0 [:r x 1] | read your writes",
                "0 [:w x 1] ; 0 [:w x 2] ; 1 [:r x 2] ; 1 [:r x 1] | monotonic reads",
                "0 [:w x 1] ; 1 [:r x 1] ; 1 [:r x nil] | monotonic reads",
                "0 [:w x 1] ; 0 [:w x 2] ; 0 [:w y 1] ; 1 [:r y 1] ; 1 [:r x 1] | monotonic writes",
                "0 [:w x 1] ; 1 [:r x 1] ; 1 [:w x 2] ; 1 [:w y 1] ; 2 [:r y 1] ; 2 [:r x 1] | writes follow reads",
                // Concurrent writes in opposite orders are no matter of sessions.
                "0 [:w x 1] ; 1 [:w x 2] ; 2 [:r x 1] ; 2 [:r x 2] ; 3 [:r x 2] ; 3 [:r x 1] | holds"
            })
    void a_session_may_rely_on_this(String history, String expected) throws IOException {
        Verdict verdict = new SessionGuarantees().check(read(history));
        switch (expected) {
            case "holds" -> assertThat(verdict).isInstanceOf(Verdict.Holds.class);
            case "unknown" -> assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
            default -> assertThat(((Verdict.Broken) verdict).because()).endsWith("(against " + expected + ")");
        }
    }

    private static kyoten.history.History read(String text) throws IOException {
        StringBuilder log = new StringBuilder();
        for (String line : text.strip().split("\\s*;\\s*")) {
            String[] words = line.split("\\s+", 2);
            String process = words[0].replace("!", "");
            String value = "[" + words[1] + "]";
            log.append(process).append("\t:invoke\t:txn\t").append(value).append('\n');
            log.append(process).append(words[0].endsWith("!") ? "\t:fail" : "\t:ok");
            log.append("\t:txn\t").append(value).append('\n');
        }
        return HistoryReader.read(
                        "t", new StringReader(log.toString()), Option.of(Format.JEPSEN_LOG), Conventions.plain())
                .history();
    }
}
