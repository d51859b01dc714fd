package kyoten.check.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import kyoten.check.Checker;
import kyoten.check.Verdict;
import kyoten.history.Conventions;
import kyoten.history.Format;
import kyoten.history.History;
import kyoten.history.HistoryReader;

/**
 * Tiny histories, an event after another with {@code ;} between: {@code 0 !add 3} invokes, {@code 0 +add 3} is ok, {@code 0 -add} fails,
 * {@code 0 ?add} is in doubt. A lone {@code 0 add 3} invokes and is ok at once, with the value for both.
 */
final class Tables {
    private Tables() {}

    static History history(String events) {
        StringBuilder log = new StringBuilder();
        for (String event : events.strip().split("\\s*;\\s*")) {
            String[] words = event.split("\\s+", 3);
            String value = words.length > 2 ? words[2] : "nil";
            switch (words[1].charAt(0)) {
                case '!' -> line(log, words[0], "invoke", words[1].substring(1), value);
                case '+' -> line(log, words[0], "ok", words[1].substring(1), value);
                case '-' -> line(log, words[0], "fail", words[1].substring(1), value);
                case '?' -> line(log, words[0], "info", words[1].substring(1), value);
                default -> {
                    line(log, words[0], "invoke", words[1], value);
                    line(log, words[0], "ok", words[1], value);
                }
            }
        }
        try {
            return HistoryReader.read(
                            "table",
                            new StringReader(log.toString()),
                            Option.of(Format.JEPSEN_LOG),
                            Conventions.plain())
                    .history();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(StringBuilder log, String process, String type, String f, String value) {
        log.append(process)
                .append("\t:")
                .append(type)
                .append("\t:")
                .append(f)
                .append('\t')
                .append(value)
                .append('\n');
    }

    /** Judges; expected is {@code holds}, {@code unknown}, or words of the sentence that says why it is broken. */
    static void judge(Checker checker, String events, String expected) {
        Verdict verdict = checker.check(history(events));
        switch (expected) {
            case "holds" -> assertThat(verdict).isInstanceOf(Verdict.Holds.class);
            case "unknown" -> assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
            default -> {
                assertThat(verdict).isInstanceOf(Verdict.Broken.class);
                Verdict.Broken broken = (Verdict.Broken) verdict;
                assertThat(broken.because()).contains(expected);
                assertThat(broken.witness().history().size()).isPositive();
                assertThat(broken.witness().lit()).isNotEmpty();
            }
        }
    }
}
