package kyoten.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.List;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.Verdict;
import kyoten.check.linear.Registers;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {
    private static final String EDN_VECTOR = """
            ; a comment
            [{:type :invoke, :f :write, :value 3, :process 0, :time 5, :index 0}
             {:type :ok, :f :write, :value 3, :process 0, :time 9, :index 1}
             {:type :info, :f :kill, :process :nemesis, :time 10, :index 2}
             {:type :invoke, :f :read, :value nil, :process 1, :time 11, :index 3}
             {:type :ok, :f :read, :value 3, :process 1, :time 12, :index 4}]
            """;
    private static final String READ_3 = "[#0 0 write 3 -> ok, #1 1 read -> ok 3]";

    @Test
    void a_vector_a_list_and_one_map_a_line_of_edn_are_the_same_history() throws IOException {
        assertThat(ops(EDN_VECTOR)).isEqualTo(READ_3);
        assertThat(ops(EDN_VECTOR.replace('[', '(').replace(']', ')'))).isEqualTo(READ_3);
        assertThat(ops(EDN_VECTOR.replace('[', ' ').replace(']', ' '))).isEqualTo(READ_3);
        assertThat(ops(EDN_VECTOR.replace("{:type", "#jepsen.history.Op{:type")))
                .isEqualTo(READ_3);
        assertThat(reading(EDN_VECTOR).format()).isEqualTo(Format.EDN);
    }

    @Test
    void the_json_twin_is_the_same_history() throws IOException {
        String json = """
                [{"type":"invoke","f":"write","value":3,"process":0,"time":5,"index":0},
                 {"type":"ok","f":"write","value":3,"process":0,"time":9,"index":1},
                 {"type":"invoke","f":"read","value":null,"process":1,"time":11,"index":3},
                 {"type":"ok","f":"read","value":3,"process":1,"time":12,"index":4}]
                """;
        assertThat(ops(json)).isEqualTo(READ_3);
        assertThat(reading(json).format()).isEqualTo(Format.JSON);
        String lines = json.replace("[{", "{").replace("}]", "}").replace("},", "}");
        assertThat(ops(lines)).isEqualTo(READ_3);
        assertThat(reading(lines).format()).isEqualTo(Format.JSON);
    }

    @Test
    void log_lines_among_others_are_the_same_history() throws IOException {
        String log = """
                INFO  jepsen.core - something else
                INFO  jepsen.util - 0\t:invoke\t:write\t3
                INFO  jepsen.util - 0\t:ok\t:write\t3
                INFO  jepsen.util - :nemesis\t:info\t:start\tnil
                2015-01-01 INFO  [worker 1] jepsen.util - 1\t:invoke\t:read\tnil
                INFO  jepsen.util - 1\t:ok\t:read\t3
                """;
        assertThat(ops(log)).isEqualTo(READ_3);
        assertThat(reading(log).format()).isEqualTo(Format.JEPSEN_LOG);
    }

    @Test
    void our_own_lines_are_known_by_their_beginning() throws IOException {
        String lines = """
                {"type":"invoke","process":"0","f":"write","value":3,"time":5}
                {"type":"ok","process":"0","f":"write","value":3,"time":9}
                {"type":"invoke","process":"1","f":"read","time":11}
                {"type":"ok","process":"1","f":"read","value":3,"time":12}
                """;
        assertThat(ops(lines)).isEqualTo(READ_3);
        assertThat(reading(lines).format()).isEqualTo(Format.JSON_LINES);
    }

    @Test
    void in_foreign_files_the_order_of_the_file_counts_and_backward_times_are_told() throws IOException {
        String backwards = EDN_VECTOR.replace(":time 11", ":time 2");
        assertThat(ops(backwards)).isEqualTo(READ_3);
        assertThat(reading(backwards).notes())
                .containsExactly("times go backwards 1 times; the order of the file counts");
        History history = reading(backwards).history();
        assertThat(history.op(0).precedes(history.op(1))).isTrue();
    }

    @Test
    void where_the_times_count_they_must_not_go_backwards() {
        Conventions byTime = Conventions.plain().with(Conventions.Order.TIME);
        String backwards = EDN_VECTOR.replace(":time 11", ":time 2");
        assertThatThrownBy(() -> HistoryReader.read("h", new StringReader(backwards), Option.none(), byTime))
                .hasMessage("h:5: time 2 goes backwards; expected 9 or later");
        String ours = "{\"type\":\"invoke\",\"process\":\"0\",\"f\":\"read\",\"time\":5}\n"
                + "{\"type\":\"ok\",\"process\":\"0\",\"f\":\"read\",\"time\":4}\n";
        refused(ours, "h:2: time 4 goes backwards; expected 5 or later");
    }

    @Test
    void equal_times_that_stand_together_are_concurrent() throws IOException {
        History history = reading(EDN_VECTOR.replace(":time 11", ":time 9").replace(":time 10", ":time 9"))
                .history();
        assertThat(history.op(0).precedes(history.op(1))).isFalse();
    }

    @Test
    void a_failed_cas_and_a_read_of_nil_say_what_the_conventions_say() throws IOException {
        String log = "0\t:invoke\t:cas\t[1 2]\n0\t:fail\t:cas\t[1 2]\n0\t:invoke\t:read\tnil\n0\t:ok\t:read\tnil\n";
        assertThat(ops(log)).isEqualTo("[#0 0 cas [1, 2] -> fail, #1 0 read -> ok]");
        Conventions other =
                Conventions.plain().with(Conventions.FailedCas.OBSERVED).with(Conventions.NilReads.ANY);
        assertThat(HistoryReader.read("h", new StringReader(log), Option.none(), other)
                        .history()
                        .ops())
                .hasToString("[#0 0 cas [1, 2] -> ok false, #1 0 read -> info]");
    }

    @Test
    void keyed_values_are_taken_apart_when_asked_for() throws IOException {
        String edn = "{:type :invoke :f :write :value [7 1] :process 0}\n{:type :ok :f :write :value [7 1] :process 0}";
        assertThat(ops(edn)).isEqualTo("[#0 0 write [7, 1] -> ok]");
        Conventions keyed = Conventions.plain().withKeyedValues(true);
        assertThat(HistoryReader.read("h", new StringReader(edn), Option.none(), keyed)
                        .history()
                        .ops())
                .hasToString("[#0 0 write 7 1 -> ok]");
    }

    @Test
    void what_does_not_fit_is_an_error_with_file_and_line_and_what_was_expected() {
        refused("", "h:1: the file is empty; expected a history");
        refused("hello", "h:1: no format known by its beginning; expected one of json-lines, edn, json, jepsen-log");
        refused(EDN_VECTOR.substring(0, EDN_VECTOR.length() - 12), "h:6: the file ends in the middle of the operation");
        refused(EDN_VECTOR.replace("]", ""), "h:7: the file ends inside its list; expected ]");
        refused(EDN_VECTOR.replace(":type :ok", ":type :okay"), "h:3: :type is okay; expected :invoke, :ok");
        refused(EDN_VECTOR.replace(":type :ok,", ""), "h:3: the operation has no :type; expected :invoke");
        refused(
                EDN_VECTOR.replace(":invoke, :f :write", ":invoke"),
                "h:3: completion of write; expected one of an operation without :f");
        refused(EDN_VECTOR.replace("}]", "} 7]"), "h:6: '7'; expected an operation");
        refused(EDN_VECTOR.replace(":process 1,", ":process 1.5,"), "h:5: :process is 1.5; expected a whole number");
        refused(
                EDN_VECTOR.replace(":invoke, :f :write", ":ok, :f :write"),
                "h:2: ok of write by process 0, which has no");
        refused(
                EDN_VECTOR
                        .replace(":process 1", ":process 0")
                        .replace(":type :ok, :f :write", ":type :invoke, :f :write"),
                "h:3: process 0 invokes write while its operation 0 is open");
        refused("0\t:invoke\t:read", "h:1: the line is cut; expected :function and a value");
        refused(
                "[{\"type\":\"invoke\",\"f\":\"read\",\"process\":1}",
                "h:1: the file ends in the middle of an operation or of its array");
        refused("[{\"type\":\"invoke\",\"f\":\"re", "h:1: the file ends in the middle of an operation");
    }

    @Test
    void a_history_without_end_meets_the_limit_and_not_the_end_of_memory() {
        Conventions few = Conventions.plain().withMaxOperations(100);
        assertThatThrownBy(() -> HistoryReader.read("h", new Endless(), Option.none(), few.withLeniency(true)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("h:201: more than 100 operations");
    }

    @Test
    void leniency_judges_what_can_be_read_and_tells_what_was_left_out() throws IOException {
        Conventions lenient = Conventions.plain().withLeniency(true);
        String cut = EDN_VECTOR.substring(0, EDN_VECTOR.length() - 12);
        HistoryReader.Reading reading = HistoryReader.read("h", new StringReader(cut), Option.none(), lenient);
        assertThat(reading.history().ops()).hasToString("[#0 0 write 3 -> ok, #1 1 read -> info]");
        assertThat(reading.notes().get(0))
                .contains("read leniently: 1 left out")
                .contains("what follows was not read");
        String twice = "0\t:invoke\t:write\t1\n0\t:invoke\t:write\t2\n0\t:ok\t:write\t2\n1\t:ok\t:read\t2\n";
        reading = HistoryReader.read("h", new StringReader(twice), Option.none(), lenient);
        assertThat(reading.history().ops()).hasToString("[#0 0 write 1 -> info, #1 0 write 2 -> ok]");
        assertThat(reading.notes().get(0))
                .contains("2 left out or changed")
                .contains("h:2: process 0 had an open write, taken as indeterminate");
        String ours = "{\"type\":\"invoke\",\"process\":\"0\",\"f\":\"write\",\"value\":3}\nrubbish\n"
                + "{\"type\":\"ok\",\"process\":\"0\",\"f\":\"write\",\"value\":3}\n";
        reading = HistoryReader.read("h", new StringReader(ours), Option.none(), lenient);
        assertThat(reading.history().ops()).hasToString("[#0 0 write 3 -> ok]");
    }

    @Test
    void values_nested_without_end_are_an_error() {
        refused("{:type :invoke :process 0 :f :a :value " + "[".repeat(200_000), "h:1: ");
    }

    private static void refused(String text, String complaint) {
        assertThatThrownBy(() -> reading(text))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining(complaint);
    }

    private static String ops(String text) throws IOException {
        return reading(text).history().ops().toString();
    }

    private static HistoryReader.Reading reading(String text) throws IOException {
        return HistoryReader.read("h", new StringReader(text), Option.none(), Conventions.plain());
    }

    /** Log lines for ever. */
    private static final class Endless extends Reader {
        private String rest = "";
        private boolean invoked;

        @Override
        public int read(char[] into, int offset, int length) {
            if (rest.isEmpty()) {
                rest = invoked ? "0\t:ok\t:read\t1\n" : "0\t:invoke\t:read\tnil\n";
                invoked = !invoked;
            }
            int count = Math.min(length, rest.length());
            rest.getChars(0, count, into, offset);
            rest = rest.substring(count);
            return count;
        }

        @Override
        public void close() {}
    }

    @Test
    void what_comes_line_by_line_is_judged_line_by_line_and_not_read_further_than_its_first_violation()
            throws IOException {
        List<String> lines = List.of(
                "{\"type\":\"invoke\",\"process\":\"a\",\"f\":\"read\",\"time\":1}\n",
                "{\"type\":\"ok\",\"process\":\"a\",\"f\":\"read\",\"value\":7,\"time\":2}\n",
                "{\"type\":\"invoke\",\"process\":\"a\",\"f\":\"read\",\"time\":3}\n");
        Dripping drops = new Dripping(lines);
        Online judge = Registers.casRegister(Value.NIL).online(Limits.none());
        HistoryReader.Reading reading =
                HistoryReader.read("h", drops, Option.none(), Conventions.plain(), listening(judge));
        assertThat(judge.verdict().exists(Verdict::broken)).isTrue();
        assertThat(reading.operations()).isEqualTo(2);
        assertThat(reading.notes()).containsExactly("judged while it was read, which ended at line 3");
    }

    private static HistoryReader.Listener listening(Online judge) {
        return new HistoryReader.Listener() {
            @Override
            public void ties(Ties ties) {
                judge.ties(ties);
            }

            @Override
            public void entry(Entry entry) {
                judge.entry(entry);
            }

            @Override
            public void mark(Mark mark) {
                judge.mark(mark);
            }

            @Override
            public boolean heardEnough() {
                return judge.verdict().isDefined();
            }
        };
    }

    /** Gives a line at a time; who waits for more than all of them waits for ever, as behind a {@code tail -f}. */
    private static final class Dripping extends Reader {
        private final ArrayDeque<String> lines;

        Dripping(List<String> lines) {
            this.lines = new ArrayDeque<>(lines);
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public int read(char[] into, int offset, int length) {
            String line = lines.poll();
            assertThat(line).as("somebody waits for a line that may never come").isNotNull();
            line.getChars(0, line.length(), into, offset);
            return line.length();
        }

        @Override
        public void close() {}
    }
}
