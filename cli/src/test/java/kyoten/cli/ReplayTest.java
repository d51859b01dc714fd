package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir
    private Path folder;

    @Test
    void a_saved_plan_replays_as_its_seed_does() {
        Path file = folder.resolve("plan.json");
        Shell saved = Shell.kyoten("replay", "pings", "--seed", "4", "--save-plan", file.toString());
        Shell again = Shell.kyoten("replay", "--plan", file.toString());
        assertThat(again.firstLine()).isEqualTo(saved.firstLine());
        assertThat(hashLine(again)).isEqualTo(hashLine(saved));
        assertThat(again.status()).isZero();
    }

    @Test
    void a_trace_tells_event_by_event_with_virtual_times() {
        assertThat(Shell.kyoten("replay", "pings", "--seed", "4", "--trace").out())
                .containsPattern("(?m)^ +-0\\.\\d{9}  tokyo/1 +#\\d+ +booted as ~");
    }

    @Test
    void a_replay_leaves_its_folder_and_says_so() {
        Path runs = folder.resolve("runs");
        Shell shell = Shell.kyoten("replay", "pings", "--seed", "4", "--folder", runs.toString(), "--json");
        assertThat(shell.out()).contains(runs.resolve("timeline.html") + " shows pings, seed 4");
        assertThat(runs.resolve("trace.txt")).isNotEmptyFile();
        assertThat(shell.lastLine()).startsWith("{");
        assertThat(hashLine(shell)).isEqualTo(hashLine(Shell.kyoten("replay", "pings", "--seed", "4", "--no-folder")));
    }

    @Test
    void a_folder_that_is_not_a_runs_is_left_alone_and_exits_with_64() throws IOException {
        Path file = folder.resolve("history.jsonl");
        Files.writeString(file, "mine");
        Shell shell = Shell.kyoten("replay", "pings", "--seed", "4", "--folder", folder.toString());
        assertThat(shell.err()).startsWith("--folder: " + folder + " has a file history.jsonl that no run wrote");
        assertThat(shell.status()).isEqualTo(64);
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(Shell.kyoten("replay", "pings", "--seed", "4", "--no-folder", "--folder", "x")
                        .status())
                .isEqualTo(64);
    }

    @Test
    void a_bad_plan_is_told_with_its_place_and_exits_with_64() throws IOException {
        Path file = folder.resolve("plan.json");
        Shell.kyoten("replay", "pings", "--seed", "4", "--save-plan", file.toString());
        Files.writeString(file, Files.readString(file).replace("\"patience\"", "\"patients\""));
        Shell shell = Shell.kyoten("replay", "--plan", file.toString());
        assertThat(shell.err()).startsWith(file + ": options.lengths.patience: missing");
        assertThat(shell.status()).isEqualTo(64);
    }

    @Test
    void a_plan_that_is_not_there_exits_with_64() {
        Shell shell =
                Shell.kyoten("replay", "--plan", folder.resolve("none.json").toString());
        assertThat(shell.err()).startsWith("cannot read the plan ");
        assertThat(shell.status()).isEqualTo(64);
    }

    @Test
    void a_name_needs_its_seed() {
        assertThat(Shell.kyoten("replay", "pings").err()).startsWith("expected NAME and --seed N, or --plan FILE");
        assertThat(Shell.kyoten("replay").status()).isEqualTo(64);
    }

    private static String hashLine(Shell shell) {
        return shell.out().replaceAll("(?s).*(trace hash \\w+).*", "$1");
    }
}
