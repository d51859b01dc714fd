package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.score.MutantHunt.Kill;
import kyoten.scenario.score.MutantHunt.Run;

/**
 * A {@link HuntWorker}, from outside: hands it mutants, and ends it when a run takes too long. Nothing else stops a mutant that loops
 * for ever, or takes all memory.
 */
final class HuntProcess implements AutoCloseable {
    private static final String GONE = "gone";
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private Duration limit = START;
    private final PrintWriter orders;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private boolean isUsable = true;

    private HuntProcess(Process process) {
        this.process = process;
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /**
     * Starts one with the Java and the flags of this process, and waits until it has tried all runs on the real code.
     *
     * @param limit how long a run of a mutant may take
     * @param alarms called for each run in which the real code breaks a claim; no mutant is hunted there
     */
    static HuntProcess start(Vector<String> scenarios, Seeds seeds, Duration limit, Consumer<Kill> alarms)
            throws IOException {
        Process process = new ProcessBuilder(command(scenarios, seeds).asJava())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        HuntProcess started = new HuntProcess(process);
        started.listen();
        for (Kill stuck : started.untilOver("ready", alarms)) {
            throw new IllegalStateException("the real code cannot be run: " + stuck.because());
        }
        started.limit = limit;
        return started;
    }

    private static Vector<String> command(Vector<String> scenarios, Seeds seeds) {
        return Vector.of(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .appendAll(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .appendAll(Vector.of(
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HuntWorker.class.getName(),
                        String.valueOf(seeds.first()),
                        String.valueOf(seeds.last())))
                .appendAll(scenarios);
    }

    private void listen() {
        Thread listener = new Thread(() -> {
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                // said below, as of a process that ended by itself
            }
            lines.add(GONE);
        });
        listener.setDaemon(true);
        listener.start();
    }

    /** Whether it can be handed another mutant. */
    boolean isUsable() {
        return isUsable;
    }

    /** The run that killed the mutant; none if it survives. */
    Option<Kill> hunt(Mutant mutant) {
        orders.println(mutant.classFile().toAbsolutePath());
        return untilOver("survived", alarm -> {});
    }

    /** The kill that the worker tells of before it says this word; a run that does not end is one, too. */
    private Option<Kill> untilOver(String over, Consumer<Kill> alarms) {
        Option<Run> running = Option.none();
        int begun = 0;
        for (String line = next(); !line.equals(over); line = next()) {
            Vector<String> words = Vector.of(line.split("\t", -1));
            switch (words.head()) {
                case "run" -> {
                    running = Option.some(run(words));
                    begun++;
                }
                case "alarm" -> alarms.accept(kill(words));
                case "killed" -> {
                    return Option.some(kill(words));
                }
                case GONE -> {
                    if (begun == 0) { // no fault of the mutant: its class is loaded under a guard
                        throw new IllegalStateException("a hunting process ended with status " + status()
                                + " before it began a run. Did its jar change meanwhile?");
                    }
                    return ended(running, begun, "the process ended with status " + status());
                }
                default -> {
                    return ended(running, begun, "no end within " + limit.toSeconds() + " s");
                }
            }
        }
        return Option.none();
    }

    private Option<Kill> ended(Option<Run> running, int begun, String why) {
        close();
        return Option.some(notOver(running, begun, why));
    }

    /** The next line; an empty one if there is none for too long. */
    private String next() {
        try {
            String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            return line == null ? "" : line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while mutants were hunted", interrupted);
        }
    }

    private String status() {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? String.valueOf(process.exitValue())
                    : "unknown";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    static Kill notOver(Option<Run> running, int number, String why) {
        return new Kill(running.getOrElse(() -> new Run(-1, "-", 0)), number, "run-ends", why);
    }

    private static Run run(Vector<String> words) {
        return new Run(Integer.parseInt(words.get(1)), words.get(2), Long.parseLong(words.get(3)));
    }

    private static Kill kill(Vector<String> words) {
        return new Kill(run(words), Integer.parseInt(words.get(4)), words.get(5), words.get(6));
    }

    /** Ends the process, whatever it is doing. */
    @Override
    public void close() {
        isUsable = false;
        process.destroyForcibly();
    }
}
