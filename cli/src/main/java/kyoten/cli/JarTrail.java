package kyoten.cli;

import io.vavr.control.Option;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import kyoten.scenario.diff.PrintedTrail;
import kyoten.scenario.diff.Told;
import kyoten.scenario.diff.Trail;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;

/** A run by another build: its process replays the plan and prints the trace, as fast as that is read. */
final class JarTrail implements Trail {
    private static final int SECONDS_TO_END = 10;

    private final Path jar;
    private final Path complaints;
    private final Process process;
    private final BufferedReader lines;
    private final PrintedTrail printed = new PrintedTrail(this::line);
    private String last = "";
    private boolean told;

    /** The other build could not do it. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String why) {
            super(why);
        }
    }

    private JarTrail(Path jar, Path plan, Path folder) throws IOException {
        this.jar = jar;
        complaints = folder.resolve("complaints.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "replay",
                        "--plan",
                        plan.toString(),
                        "--trace")
                .directory(folder.toFile())
                .redirectError(complaints.toFile())
                .start();
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * The run of a plan by a build.
     *
     * @param folder for what the process writes
     */
    static Source of(Plan plan, Path jar, Path folder) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new Failed(jar + ": there is no such file; expected the kyoten.jar of another build");
        }
        Path file = folder.resolve("plan.json").toAbsolutePath();
        Files.writeString(file, PlanText.write(plan));
        return () -> {
            try {
                return new JarTrail(jar, file, folder);
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot start " + jar, failed);
            }
        };
    }

    private Option<String> line() {
        try {
            Option<String> line = Option.of(lines.readLine());
            last = line.filter(text -> !text.isBlank()).getOrElse(last);
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Option<Told> next() {
        Option<Told> next = printed.next();
        if (next.isEmpty() && !told) {
            throw new Failed(jar + " printed no trace that this build reads; it ended with: " + complaint());
        }
        told = true;
        return next;
    }

    private String complaint() {
        try {
            String text = Files.readString(complaints).strip();
            return text.isEmpty() ? last : text.lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            return last;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            lines.close();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException alreadyClosed) {
            // Nobody reads it any more.
            return;
        }
    }
}
