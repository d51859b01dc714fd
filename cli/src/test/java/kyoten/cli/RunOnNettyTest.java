package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunOnNettyTest {
    @TempDir
    private Path folder;

    @Test
    void real_nodes_are_judged_and_leave_no_thread_behind() {
        Set<String> threads = threads();

        Shell shell = Shell.kyoten("run", "rolling-restarts", "--seed", "2", "--on", "netty", "--json");

        assertThat(shell.firstLine()).startsWith("rolling-restarts, seed 2, on netty, 1 job: ");
        assertThat(shell.status())
                .as(shell.out())
                .isNotEqualTo(ExitStatus.BROKEN)
                .isLessThan(Main.WRONG_USAGE);
        assertThat(shell.out()).contains("s real time", "trace hash -");
        assertThat(shell.lastLine())
                .contains("\"broken\":0", "\"traceHash\":\"-\"")
                .doesNotContain("\"holds\":0");
        assertThat(threads()).isSubsetOf(threads);
    }

    @Test
    void a_process_that_ran_to_the_end_ends_and_has_removed_its_files() throws Exception {
        Process process = runPings();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitStatus.HOLDS);
            assertThat(left()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_process_that_is_told_to_end_in_the_midst_of_a_run_removes_its_files() throws Exception {
        Process process = runPings();
        try {
            while (left().stream().noneMatch(path -> path.endsWith("FORMAT"))) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(50);
            }
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(left()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void runs_side_by_side_and_unknown_places_are_refused() {
        assertThat(Shell.kyoten("run", "pings", "--on", "netty", "--jobs", "2").err())
                .startsWith("--on netty runs one at a time");
        Shell shell = Shell.kyoten("run", "pings", "--on", "mars");
        assertThat(shell.err()).startsWith("Invalid value for option '--on': expected sim or netty, found 'mars'");
        assertThat(shell.status()).isEqualTo(Main.WRONG_USAGE);
    }

    private Process runPings() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kyoten.cli.Main",
                        "run",
                        "pings",
                        "--on",
                        "netty")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What runs have put into the folder for temporary files; a file may go while others are listed. */
    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(path -> path.toString().contains("kyoten-netty-"))
                    .toList();
        } catch (UncheckedIOException gone) {
            return List.of(folder);
        }
    }

    /** Those of nodes and runs; others come and go with the machine. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kyoten-") || name.startsWith("tokyo/") || name.startsWith("client-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
