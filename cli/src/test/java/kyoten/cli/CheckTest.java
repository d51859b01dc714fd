package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {
    @TempDir
    private Path folder;

    @Test
    void a_generated_history_holds_and_a_planted_violation_breaks_it() {
        Path good = generated("good.jsonl");
        Path bad = generated("bad.jsonl", "--violation", "stale-read");
        Shell shell = Shell.kyoten("check", good.toString(), bad.toString(), "--model", "register");
        assertThat(shell.status()).isEqualTo(1);
        assertThat(shell.out())
                .contains("good.jsonl  json-lines         200  holds")
                .contains("bad.jsonl   json-lines         200  BROKEN")
                .contains("bad.jsonl is broken: ");
        assertThat(Shell.kyoten("check", good.toString(), "--model", "register").status())
                .isZero();
    }

    @Test
    void the_last_line_of_json_says_it_all() {
        Path bad = generated("bad.jsonl", "--violation", "garbage");
        Shell shell = Shell.kyoten("check", bad.toString(), "--model", "register", "--json");
        assertThat(shell.lastLine())
                .startsWith(
                        "{\"model\":\"register\",\"holds\":0,\"broken\":1,\"unknown\":0,\"notJudged\":0,\"ops\":200")
                .contains("\"verdict\":\"broken\"", "\"because\":", "\"witness\":[");
    }

    @Test
    void what_looked_at_nothing_is_unknown_and_exits_with_2() throws IOException {
        Path file = file(
                "adds.edn", "{:type :invoke :f :add :value 1 :process 0}\n{:type :ok :f :add :value 1 :process 0}");
        Shell shell = Shell.kyoten("check", file.toString(), "--model", "set");
        assertThat(shell.out()).contains("UNKNOWN").contains("is unknown: the set was never read");
        assertThat(shell.status()).isEqualTo(2);
    }

    @Test
    void a_broken_file_is_told_with_its_line_and_exits_with_64_but_the_others_are_judged() throws IOException {
        Path cut = file("cut.edn", "[{:type :invoke :f :read :value nil :process 0}\n {:type :ok :f :re");
        Path good = generated("good.jsonl");
        Shell shell = Shell.kyoten("check", cut.toString(), good.toString(), "--model", "register");
        assertThat(shell.err()).contains(cut + ":2: the file ends in the middle of the operation that begins here");
        assertThat(shell.out()).contains("not judged").contains("holds");
        assertThat(shell.status()).isEqualTo(64);
        Shell lenient = Shell.kyoten("check", cut.toString(), "--model", "register", "--lenient");
        assertThat(lenient.out()).contains("note: read leniently: 1 left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invoke a read 1, cut                | 2: not JSON: Unexpected end-of-input",
                "ok a read 1                         | 1: ok of read by process a, which has no open operation",
                "invoke a read 1, invoke a read 2    | 2: process a invokes read while its operation 0 is open",
                "invoke a frob 1                     | 1: unknown :f frob; expected read, write or cas",
                "invoke a cas 1, ok a cas 2          | 1: cas of 7; expected a list of the expected and the new value",
                "invoke a write 5, ok a write 2      | 2: time 2 goes backwards; expected 5 or later",
                "invoke a write 1, ok a write 2 j    | 2: completion for key j; expected k",
                "a                                   | 1: no field type, which is required",
            })
    void what_is_no_history_is_told_with_its_line_and_what_was_expected(String entries, String complaint)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String entry : entries.split(", ")) {
            lines.append(line(entry.strip().split(" ")));
        }
        Path file = file("bad.jsonl", lines.toString());
        Shell shell = Shell.kyoten("check", file.toString(), "--model", "register");
        assertThat(shell.err()).startsWith("kyoten: " + file + ":" + complaint);
        assertThat(shell.status()).isEqualTo(64);
    }

    private static String line(String... words) {
        if (words[0].equals("cut")) {
            return "{\"type\":\"ok\",\"proc";
        }
        if (words.length < 4) {
            return "{\"process\":\"a\",\"f\":\"read\"}\n";
        }
        String key = words.length > 4 ? words[4] : "k";
        return "{\"type\":\"%s\",\"process\":\"%s\",\"f\":\"%s\",\"key\":\"%s\",\"value\":7,\"time\":%s}%n"
                .formatted(words[0], words[1], words[2], key, words[3]);
    }

    @Test
    void a_fifo_is_judged_while_it_is_written_and_left_at_the_first_violation() throws Exception {
        Path fifo = folder.resolve("fifo");
        assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "no mkfifo");
        for (List<String> options : List.of(List.<String>of(), List.of("--forget"))) {
            Thread writer = new Thread(() -> writeForEver(fifo));
            writer.start();
            Vector<String> words =
                    Vector.of("check", fifo.toString(), "--model", "register").appendAll(options);
            Shell shell = Shell.kyoten(words.toJavaArray(String[]::new));
            writer.join();
            assertThat(shell.out()).contains("BROKEN", "#0 a read k 7 -> ok", "judged while it was read");
            assertThat(shell.status()).isEqualTo(1);
        }
    }

    /** A read of what nobody wrote, then reads until nobody reads any more. */
    private static void writeForEver(Path fifo) {
        try (Writer out = Files.newBufferedWriter(fifo)) {
            for (int time = 0; ; time += 2) {
                out.write(line("invoke", "a", "read", String.valueOf(time)));
                out.write(line("ok", "a", "read", String.valueOf(time + 1)));
                out.flush();
            }
        } catch (IOException closed) {
            // The reader has gone, as it should.
        }
    }

    @Test
    void a_verdict_is_validated_if_asked_for() throws IOException {
        Path good = generated("good.jsonl");
        Shell shell = Shell.kyoten("check", good.toString(), "--model", "register", "--validate");
        assertThat(shell.out()).contains("validated: ").contains("operations were replayed in order");
        assertThat(Shell.kyoten("check", good.toString(), "--model", "bank", "--validate")
                        .status())
                .isEqualTo(64);
        assertThat(Shell.kyoten("check", good.toString(), "--model", "bank", "--forget")
                        .status())
                .isEqualTo(64);
    }

    @Test
    void an_operation_that_the_model_does_not_know_is_told_with_its_file_and_line() throws IOException {
        Path file =
                file("odd.edn", "{:type :invoke :f :add :value 1 :process 0}\n{:type :ok :f :add :value 1 :process 0}");
        Shell shell = Shell.kyoten("check", file.toString(), "--model", "register");
        assertThat(shell.err()).contains(file + ":1: unknown :f add; expected read, write or cas");
        assertThat(shell.status()).isEqualTo(64);
    }

    @Test
    void an_unknown_model_suggests_the_nearest() {
        Shell shell = Shell.kyoten("check", "x", "--model", "bnk");
        assertThat(shell.err()).contains("There is no model 'bnk'. Did you mean 'bank'?");
        assertThat(shell.status()).isEqualTo(64);
        assertThat(Shell.kyoten("check", "x", "--model", "rw-register", "--consistency", "serialisable")
                        .err())
                .contains("Did you mean 'serializable'?");
    }

    @Test
    void the_folder_of_a_store_stands_for_its_history() throws IOException {
        Files.writeString(
                folder.resolve("history.edn"),
                "{:type :invoke :f :generate :process 0}\n" + "{:type :ok :f :generate :value 7 :process 0}");
        assertThat(Shell.kyoten("check", folder.toString(), "--model", "unique-ids")
                        .status())
                .isZero();
    }

    @Test
    void a_page_is_written_where_asked() throws IOException {
        Path good = generated("good.jsonl");
        Path page = folder.resolve("page.html");
        Shell.kyoten("check", good.toString(), "--model", "register", "--html", page.toString());
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("linearizable-register holds");
    }

    @Test
    void a_limit_ends_in_unknown_and_not_in_a_pass() {
        Path good = generated("good.jsonl", "--clients", "20");
        Shell shell = Shell.kyoten("check", good.toString(), "--model", "register", "--max-steps", "10");
        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.out()).contains("UNKNOWN").contains("limit");
    }

    private Path generated(String name, String... more) {
        Path file = folder.resolve(name);
        String[] words = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("generate", "--ops", "200", "--out", file.toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        assertThat(Shell.kyoten(words).status()).isZero();
        return file;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
