package kyoten.scenario.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.JsonLines;
import org.junit.jupiter.api.Test;

class ReadsInventNothingTest {
    private static final String WRITE_1 = """
            {"type":"invoke","process":"a","f":"write","key":"k","value":1}
            """;
    private static final String DONE = """
            {"type":"ok","process":"a","f":"write","key":"k","value":1}
            """;
    private static final String FAILED = """
            {"type":"fail","process":"a","f":"write","key":"k","value":1}
            """;
    private static final String READ_1 = """
            {"type":"invoke","process":"b","f":"read","key":"k"}
            {"type":"ok","process":"b","f":"read","key":"k","value":1}
            """;
    private static final String READ_1_ELSEWHERE = READ_1.replace("\"k\"", "\"elsewhere\"");

    @Test
    void reads_of_what_was_written_are_good() throws IOException {
        for (String good : List.of(WRITE_1 + DONE + READ_1, WRITE_1 + READ_1 + DONE, WRITE_1 + READ_1)) {
            assertThat(verdict(good)).as(good).isInstanceOf(Verdict.Holds.class);
        }
    }

    @Test
    void reads_of_what_nobody_wrote_are_bad() throws IOException {
        for (String bad : List.of(
                READ_1, READ_1 + WRITE_1 + DONE, WRITE_1 + FAILED + READ_1, WRITE_1 + DONE + READ_1_ELSEWHERE)) {
            assertThat(verdict(bad)).as(bad).isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void without_reads_nothing_is_known() throws IOException {
        assertThat(verdict(WRITE_1 + DONE)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void the_sentence_names_the_reader_the_value_and_the_key() throws IOException {
        assertThat(verdict(READ_1))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.because())
                                .isEqualTo("b read 1 from k, which nobody had written there by then"));
    }

    private static Verdict verdict(String lines) throws IOException {
        return new ReadsInventNothing().check(JsonLines.read("example", new StringReader(lines)));
    }
}
