package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
