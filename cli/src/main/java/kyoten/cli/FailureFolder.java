package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kyoten.history.History;
import kyoten.history.JsonLinesWriter;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.RunResult;

/**
 * A folder for what is known of failures: for each its plan, which {@code kyoten replay --plan} runs again, what the
 * clients saw, which {@code kyoten check} judges again, and its report.
 *
 * @param folder is made if it is missing
 * @param place where the runs took place
 */
record FailureFolder(Path folder, Place place) {

    void write(Vector<RunResult> failures) {
        try {
            Files.createDirectories(folder);
            for (RunResult run : failures) {
                String name = run.plan().scenario() + "-" + run.plan().seed();
                Files.writeString(folder.resolve(name + ".plan.json"), PlanText.write(run.plan()));
                write(run.history(), folder.resolve(name + ".history.jsonl"));
                Files.writeString(folder.resolve(name + ".txt"), report(run));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write into " + folder + ": " + failed.getMessage(), failed);
        }
    }

    private static void write(History history, Path file) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            JsonLinesWriter.write(history, lines);
        }
    }

    private String report(RunResult run) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        new Report(lines, place).failure(run);
        lines.flush();
        return text.toString();
    }
}
