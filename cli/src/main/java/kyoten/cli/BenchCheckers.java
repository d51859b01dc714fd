package kyoten.cli;

import com.sun.management.OperatingSystemMXBean;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import kyoten.check.bench.CheckersBench;
import kyoten.check.bench.Row;
import kyoten.check.bench.Speedup;
import kyoten.check.bench.Work;
import kyoten.check.catalogue.Model;
import kyoten.check.catalogue.Models;
import kyoten.check.catalogue.Settings;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
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
            "CPU time of the process, warm, without parsing or generating, and the judging thread's part of it. Porcupine's",
            "figures were taken on a machine of this kind; where files are missing, theirs are left out. Rows with a bound",
            "of heap are judged once more by another JVM that has no more. The rows of 1M need 3 GB of heap."
        })
final class BenchCheckers implements Callable<Integer> {
    private static final Map<String, String> MODEL_OF_FOLDER = new TreeMap<>(Map.of(
            "porcupine/jepsen", "etcd-cas-register",
            "porcupine/kv", "kv-append",
            "knossos/cas-register", "cas-register"));

    private static final String TWO_WORKERS = "1M over 1,000 keys, two workers against one";

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

    @picocli.CommandLine.Option(
            names = "--once",
            paramLabel = "NAME",
            hidden = true,
            description = "Judge this row once, in whatever heap there is, and print nothing else than its verdict.")
    private String once;

    @Override
    public Integer call() throws IOException {
        CheckersBench bench = new CheckersBench(BenchCheckers::processNanos, WorkerPool::cpuNanos);
        List<Work> all = bench.rows(once == null ? recorded() : Map.of());
        PrintWriter out = spec.commandLine().getOut();
        if (once != null) {
            all.stream().filter(work -> work.name().equals(once)).forEach(work -> out.println(work.judge()));
            return 0;
        }
        List<Work> chosen =
                all.stream().filter(work -> work.name().contains(rows)).toList();
        boolean speedup = TWO_WORKERS.contains(rows);
        if (chosen.isEmpty() && !speedup) {
            throw new ParameterException(
                    spec.commandLine(), "No row's name contains '" + rows + "'. Leave --rows out to see all names.");
        }
        out.println(Row.TITLE);
        for (Work work : chosen) {
            out.println(bench.measure(work, BenchCheckers::isDoneInItsHeap));
            out.flush();
        }
        if (speedup) {
            out.println(speedup());
        }
        return 0;
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Another JVM makes the history and judges it, with no more heap than that. */
    private static boolean isDoneInItsHeap(Work work) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-Xmx" + work.heapMb().getAsInt() + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "bench",
                "checkers",
                "--once",
                work.name());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("no second JVM could be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another JVM judged", e);
        }
    }

    private static String speedup() {
        ExecutorService one = Executors.newFixedThreadPool(1);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Speedup speedup = Speedup.measure(WorkerPool::wallNanos, List.of(one, two));
            return String.format(
                    Locale.ROOT,
                    "%s: %.0f ms of the wall with 1, %.0f ms with 2, %.2f times as fast; wanted %.1f%s",
                    TWO_WORKERS,
                    speedup.oneMillis(),
                    speedup.twoMillis(),
                    speedup.ratio(),
                    Speedup.WANTED,
                    speedup.ratio() < Speedup.WANTED ? "  MISSED" : "");
        } finally {
            one.shutdownNow();
            two.shutdownNow();
        }
    }

    private Map<String, Map<String, Work.Task>> recorded() throws IOException {
        Map<String, Map<String, Work.Task>> tasks = new TreeMap<>();
        for (Map.Entry<String, String> entry : MODEL_OF_FOLDER.entrySet()) {
            boolean wanted = histories != null && Files.isDirectory(histories.resolve(entry.getKey()));
            if (wanted) {
                Model model = Models.named(entry.getValue()).get();
                tasks.put(entry.getKey(), tasks(entry.getKey(), model));
            }
        }
        return tasks;
    }

    private Map<String, Work.Task> tasks(String folder, Model model) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(histories.resolve(folder))) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Work.Task> tasks = new TreeMap<>();
        for (Path file : files) {
            try {
                History history = new HistoryFile(file.toString())
                        .read(Option.none(), model.conventions())
                        .history();
                tasks.put(
                        folder + "/" + file.getFileName(),
                        new Work.Task(model.checker().apply(Settings.usual()), history));
            } catch (MalformedHistoryException e) {
                throw new ParameterException(
                        spec.commandLine(), e.getMessage() + "; --histories expects histories of " + model.name(), e);
            }
        }
        return tasks;
    }
}
