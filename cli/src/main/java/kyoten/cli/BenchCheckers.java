package kyoten.cli;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kyoten.check.bench.CheckersBench;
import kyoten.check.bench.Row;
import kyoten.check.bench.Work;
import kyoten.check.catalogue.Model;
import kyoten.check.catalogue.Models;
import kyoten.check.catalogue.Settings;
import kyoten.history.History;
import kyoten.scenario.run.WorkerPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten bench checkers}: CPU time of judging, beside Porcupine's. */
@Command(
        name = "checkers",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Measures the checkers on recorded and generated histories, beside Porcupine.",
        footer = {
            "",
            "CPU time of the judging thread, warm, without parsing or generating. Porcupine's figures were taken once, on",
            "a machine of this kind, and are given per file where files are missing. The rows of 1M need 2 GB of heap."
        })
final class BenchCheckers implements Callable<Integer> {
    private static final Map<String, String> MODEL_OF_FOLDER = new TreeMap<>(Map.of(
            "porcupine/jepsen", "etcd-cas-register",
            "porcupine/kv", "kv-append",
            "knossos/cas-register", "cas-register"));

    @Spec
    private CommandSpec spec;

    @picocli.CommandLine.Option(
            names = "--histories",
            paramLabel = "DIR",
            defaultValue = "${env:KYOTEN_HISTORIES}",
            description =
                    "A folder of recorded histories, with porcupine and knossos in it (default: KYOTEN_HISTORIES).")
    private Path histories;

    @picocli.CommandLine.Option(
            names = "--rows",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only rows whose name contains this.")
    private String rows;

    @Override
    public Integer call() throws IOException {
        CheckersBench bench = new CheckersBench(WorkerPool::cpuNanos);
        List<Work> chosen = bench.rows(recorded()).stream()
                .filter(work -> work.name().contains(rows))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "No row's name contains '" + rows + "'. Leave --rows out to see all names.");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Row.TITLE);
        bench.run(chosen, row -> {
            out.println(row);
            out.flush();
        });
        return 0;
    }

    private Map<String, List<Work.Task>> recorded() throws IOException {
        Map<String, List<Work.Task>> tasks = new TreeMap<>();
        for (Map.Entry<String, String> entry : MODEL_OF_FOLDER.entrySet()) {
            boolean wanted = histories != null && Files.isDirectory(histories.resolve(entry.getKey()));
            if (wanted) {
                Model model = Models.named(entry.getValue()).get();
                tasks.put(entry.getKey(), tasks(histories.resolve(entry.getKey()), model));
            }
        }
        return tasks;
    }

    private static List<Work.Task> tasks(Path folder, Model model) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        List<Work.Task> tasks = new ArrayList<>();
        for (Path file : files) {
            History history = new HistoryFile(file.toString())
                    .read(Option.none(), model.conventions())
                    .history();
            tasks.add(new Work.Task(model.checker().apply(Settings.usual()), history));
        }
        return tasks;
    }
}
