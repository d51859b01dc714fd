package kyoten.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final String INVOKE =
            "{\"type\":\"invoke\",\"process\":1,\"f\":\"write\",\"key\":\"k\",\"value\":7,\"time\":5}\n";
    private static final String OK =
            "{\"type\":\"ok\",\"process\":1,\"f\":\"write\",\"key\":\"k\",\"value\":7,\"time\":6}\n";

    @Test
    void a_written_history_reads_back_equal() throws IOException {
        HistoryBuilder builder = new HistoryBuilder("test", Ties.CONCURRENT);
        Value key = Value.of("k");
        Entry gread = Entry.invoke("a", "gread", key, Value.NIL, 10).at("tokyo");
        builder.add(gread);
        builder.add(gread.completed(Type.OK, Value.list(Value.of(1), Value.of("x")), 20));
        Entry gwrite = Entry.invoke("a", "gwrite", key, Value.set(Value.NIL, Value.of(true)), 20)
                .token(0);
        builder.add(gwrite);
        Entry read = Entry.invoke("b", "read", key, Value.map(Map.of(Value.of(1), new Value.Real(0.5))), 20);
        builder.add(read);
        builder.add(read.completed(Type.FAIL, Value.NIL, 21).error("fenced"));
        builder.add(gwrite.completed(Type.OK, Value.NIL, 21).outcome("conflict"));
        builder.add(Entry.invoke("b", "write", key, Value.of(Long.MIN_VALUE), 21));
        builder.mark(new Mark.Majority(22, "tokyo", true));
        builder.mark(new Mark.Reaches(22, "a", true));
        builder.mark(new Mark.Cause(23, "tokyo", "fenced", false));
        builder.mark(new Mark.Closed(23, "a"));
        builder.mark(new Mark.Epoch(23, "tokyo"));
        builder.mark(new Mark.Rebuilt(23, "tokyo"));
        builder.mark(new Mark.Exempt(23, "tokyo", "restored"));
        builder.mark(new Mark.Left(23, "tokyo", true));
        builder.mark(new Mark.Gone(23, "tokyo"));
        builder.mark(new Mark.Stays(23, "tokyo"));
        builder.mark(new Mark.Joined(23, "tokyo"));
        builder.mark(new Mark.Chosen(23, "tokyo", "k", "last-writer", true));
        builder.mark(new Mark.Settled(23));
        builder.mark(new Mark.Ended(24));
        History history = builder.build();

        String text = written(history);
        assertThat(written(JsonLines.read("again", new StringReader(text)))).isEqualTo(text);
        assertThat(JsonLines.read("again", new StringReader(text)).marks()).isEqualTo(history.marks());
        assertThat(history.op(1).token()).isZero();
        assertThat(history.op(1)).hasToString("#1 a gwrite k #[nil, true] -> ok nil conflict");
    }

    @Test
    void what_touches_is_concurrent_unless_the_recorder_says_otherwise() throws IOException {
        String next = INVOKE.replace("1,\"f\"", "2,\"f\"").replace("\"time\":5", "\"time\":6");
        History concurrent = JsonLines.read("x", new StringReader(INVOKE + OK + next));
        assertThat(concurrent.op(0).precedes(concurrent.op(1))).isFalse();
        String header = "{\"kyoten-history\":1,\"ties\":\"as-written\"}\n";
        History asWritten = JsonLines.read("x", new StringReader(header + INVOKE + OK + next));
        assertThat(asWritten.op(0).precedes(asWritten.op(1))).isTrue();
    }

    @Test
    void a_process_is_dead_after_an_info_and_its_name_is_a_new_one() throws IOException {
        History history =
                JsonLines.read("x", new StringReader(INVOKE + OK.replace("ok", "info") + INVOKE.replace("5}", "6}")));
        assertThat(history.processId(0)).isNotEqualTo(history.processId(1));
        assertThat(history.op(1).process()).isEqualTo("1");
        assertThat(history.returnRank(0)).isEqualTo(History.OPEN);
    }

    @Test
    void bad_lines_are_named_with_what_was_expected() {
        refuses(OK, "f.jsonl:1: ok of write by process 1, which has no open operation; expected an invocation first");
        refuses(INVOKE + INVOKE, "f.jsonl:2: process 1 invokes write while its operation 0 is open");
        refuses(INVOKE + OK.replace("6}", "4}"), "f.jsonl:2: time 4 goes backwards; expected 5 or later");
        refuses(INVOKE + OK.replace("write", "read"), "f.jsonl:2: completion of read; expected one of write");
        refuses(INVOKE + OK.replace("\"k\"", "\"j\""), "f.jsonl:2: completion for key j; expected k");
        refuses(INVOKE + OK.replace(",\"time\":6", ""), "f.jsonl:2: no time, but earlier entries have one");
        refuses(INVOKE + OK.substring(0, 20), "f.jsonl:2: not JSON");
        refuses(INVOKE.replace("\"process\":1,", ""), "f.jsonl:1: no field process, which is required");
        refuses(INVOKE.replace("invoke", "begin"), "f.jsonl:1: type is begin; expected invoke, ok, fail or info");
        refuses(INVOKE.replace("key", "kee"), "f.jsonl:1: unknown fields [kee]; expected [type, op");
        refuses(INVOKE.replace("7", "77777777777777777777"), "expected at most 64 bits");
        refuses(INVOKE.replace("\"time\":5", "\"time\":\"5\""), "f.jsonl:1: time is 5; expected a whole number");
        refuses(INVOKE.replace("5}", "5,\"token\":3}"), "f.jsonl:1: token 3; expected the number of an operation");
        refuses("[1]\n", "f.jsonl:1: no object");
        refuses("{\"mark\":\"noon\",\"time\":1}\n", "f.jsonl:1: unknown mark noon");
    }

    @Test
    void what_stands_before_a_bad_line_was_fed() {
        HistoryBuilder builder = new HistoryBuilder("f", Ties.CONCURRENT);
        assertThatThrownBy(() -> JsonLines.feed("f", new StringReader(INVOKE + OK + "{\"type\":"), builder))
                .isInstanceOf(MalformedHistoryException.class);
        assertThat(builder.build().size()).isEqualTo(1);
    }

    @Test
    void a_selection_keeps_numbers_and_tokens() {
        HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);
        for (String process : List.of("a", "b", "c")) {
            Entry entry = Entry.invoke(process, "gread", Value.NIL, Value.NIL, 1);
            builder.add(entry);
            builder.add(entry.completed(Type.OK, Value.list(), 1));
        }
        builder.add(Entry.invoke("a", "gwrite", Value.NIL, Value.of(1), 3).token(1));
        History chosen = builder.build().select(new int[] {1, 3});
        assertThat(chosen.op(1).token()).isZero();
        assertThat(chosen.op(1).number()).isEqualTo(3);
        assertThat(written(chosen)).contains("\"token\":1");
    }

    private static void refuses(String text, String complaint) {
        assertThatThrownBy(() -> JsonLines.read("f.jsonl", new StringReader(text)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining(complaint);
    }

    private static String written(History history) {
        StringWriter text = new StringWriter();
        JsonLinesWriter.write(history, text);
        return text.toString();
    }
}
