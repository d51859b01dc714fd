package kyoten.scenario.folder;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import kyoten.history.JsonLinesWriter;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.sim.TraceLine;

/**
 * The folder of one run. The next run takes its place: the files named here are replaced, each at once, and no other is touched. A
 * folder that has files of these names and is not marked as one of ours is refused.
 */
public final class RunFolder {
    /** Where a run goes if nobody says where, beneath the working directory. */
    public static final Path LATEST = Path.of("runs", "latest");

    public static final String PLAN = "plan.json";
    public static final String HISTORY = "history.jsonl";
    public static final String TRACE = "trace.txt";
    public static final String VERDICTS = "verdicts.json";
    public static final String TIMELINE = "timeline.html";

    private static final Vector<String> FILES = Vector.of(PLAN, HISTORY, TRACE, VERDICTS, TIMELINE);
    private static final String MARK = ".kyoten-run";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder at a path, which is made if it is missing.
     *
     * @throws IOException if it can't be, or if it holds files that a run would replace and that are not a run's
     */
    public static RunFolder at(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Files.createDirectories(folder);
        Path mark = folder.resolve(MARK);
        if (!Files.exists(mark)) {
            Option<String> foreign = FILES.find(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
            if (foreign.isDefined()) {
                throw new IOException(
                        folder + " has a file " + foreign.get() + " that no run wrote, as it lacks the file " + MARK
                                + "; choose another folder, or move that file away");
            }
            Files.writeString(mark, "The files of a run are in this folder; the next run replaces them.\n");
        }
        return new RunFolder(folder);
    }

    /** Does a run again in a simulated world, traced, and writes all that is known of it. */
    public void write(RunResult run, Scenario scenario) throws IOException {
        Simulation again = new Simulation(run.plan(), scenario);
        if (run.cutShort()) {
            again.stopAtFirstViolation();
        }
        try (Recording recording = record(run.plan(), scenario)) {
            again.onTrace(recording);
            again.finish();
            recording.finish(run);
        }
    }

    /** The page that shows the run. */
    public Path timeline() {
        return folder.resolve(TIMELINE);
    }

    /** Writes what is known of a run without a trace, as one against real nodes is. */
    public void writeUntraced(RunResult run, Scenario scenario) throws IOException {
        Files.deleteIfExists(folder.resolve(TRACE));
        writeRest(run, new Timeline(run.plan(), scenario));
    }

    /** Begins to record a run; the recording has to get every line of its trace. */
    public Recording record(Plan plan, Scenario scenario) throws IOException {
        return new Recording(new Timeline(plan, scenario));
    }

    /** Writes the trace as it comes, and the rest in the end. If it is closed without having been finished, nothing has changed. */
    public final class Recording implements Consumer<TraceLine>, AutoCloseable {
        private final Timeline timeline;
        private final Path unfinished = folder.resolve(TRACE + UNFINISHED);
        private final BufferedWriter trace;

        private Recording(Timeline timeline) throws IOException {
            this.timeline = timeline;
            trace = Files.newBufferedWriter(unfinished);
        }

        @Override
        public void accept(TraceLine line) {
            String told = line.told();
            timeline.add(line, told);
            try {
                trace.append(line.printed(told)).append('\n');
            } catch (IOException failed) {
                throw cannotWrite(failed);
            }
        }

        /**
         * The run has ended.
         *
         * @throws UncheckedIOException if something can't be written
         */
        public void finish(RunResult run) {
            try {
                trace.close();
                moveInto(TRACE);
                writeRest(run, timeline);
            } catch (IOException failed) {
                throw cannotWrite(failed);
            }
        }

        @Override
        public void close() throws IOException {
            trace.close();
            Files.deleteIfExists(unfinished);
        }
    }

    private UncheckedIOException cannotWrite(IOException failed) {
        return new UncheckedIOException("cannot write into " + folder + ": " + failed, failed);
    }

    private void writeRest(RunResult run, Timeline timeline) throws IOException {
        write(PLAN, out -> out.write(PlanText.write(run.plan())));
        write(HISTORY, out -> JsonLinesWriter.write(run.history(), out));
        write(VERDICTS, out -> VerdictsText.write(run, out));
        write(TIMELINE, out -> timeline.write(run, out));
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface Content {
        void write(Writer out) throws IOException;
    }

    /** Whoever reads the old file may go on; nobody finds half a file. */
    private void write(String name, Content content) throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve(name + UNFINISHED), StandardCharsets.UTF_8)) {
            content.write(out);
        }
        moveInto(name);
    }

    private void moveInto(String name) throws IOException {
        Files.move(folder.resolve(name + UNFINISHED), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
