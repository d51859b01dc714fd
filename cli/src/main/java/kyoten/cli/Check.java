package kyoten.cli;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kyoten.check.Checker;
import kyoten.check.Online;
import kyoten.check.Verdict;
import kyoten.check.catalogue.Model;
import kyoten.check.catalogue.Models;
import kyoten.check.page.Page;
import kyoten.check.proof.Validator;
import kyoten.history.History;
import kyoten.history.HistoryReader;
import kyoten.history.MalformedHistoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten check}: judges recorded histories, of any system. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Judges recorded histories, of this system or of any other.",
        footer = {
            "",
            "Exit status: 0 all hold, 1 one is broken, 2 one is unknown and none broken,",
            "64 wrong usage or a file that is no history, 70 our bug.",
            "An unknown verdict is no pass: nothing was found to look at, or a limit came first."
        })
final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A history; - for standard input; the folder of a Jepsen store for its history.edn.")
    private List<String> files;

    @picocli.CommandLine.Option(
            names = "--model",
            paramLabel = "NAME",
            required = true,
            description = "What it is judged by: 'kyoten list' shows all models.")
    private String modelName;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private JudgingOptions judging;

    @picocli.CommandLine.Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @picocli.CommandLine.Option(
            names = "--html",
            paramLabel = "OUT",
            description = "Write a page that shows the history of the one file into this file.")
    private Path html;

    @picocli.CommandLine.Option(
            names = "--validate",
            description = {
                "Have the verdict on a sequential object confirmed: its orders are replayed, and all orders of a small",
                "witness tried, by code that shares nothing with the search."
            })
    private boolean validating;

    @picocli.CommandLine.Option(
            names = "--forget",
            description = {
                "Keep nothing of a history but what is open: for what is longer than memory. Instead of the fewest",
                "operations that show a violation, those are shown that were open at it."
            })
    private boolean forgetting;

    @picocli.CommandLine.Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many keys are judged at a time; as many as there are processors if not said.")
    private Integer jobs;

    @Override
    public Integer call() throws IOException {
        Model model =
                Models.named(modelName).getOrElseThrow(() -> new ParameterException(spec.commandLine(), unknown()));
        if (html != null && files.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--html shows one file, not " + files.size() + ".");
        }
        if (html != null && forgetting) {
            throw new ParameterException(spec.commandLine(), "--html shows what --forget does not keep.");
        }
        if (validating && (forgetting || Validator.of(modelName, Option.none()).isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--validate replays whole histories of registers and other sequential objects.");
        }
        int workers = jobs == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, jobs);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            Checker checker = model.checker().apply(judging.settings().with(pool));
            Vector<Judged> all = Vector.ofAll(files).map(file -> judge(file, model, checker));
            print(model, all);
            return status(all);
        } finally {
            pool.shutdownNow();
        }
    }

    private String unknown() {
        String nearest = Nearest.to(modelName, Models.names())
                .map(near -> " Did you mean '" + near + "'?")
                .getOrElse("");
        return "There is no model '" + modelName + "'." + nearest + " './kyoten list' shows all.";
    }

    private Judged judge(String file, Model model, Checker checker) {
        Option<HistoryReader.Reading> read = Option.none();
        try {
            Listening listening = listening(file, checker);
            read = Option.of(
                    new HistoryFile(file).read(reading.format(), reading.over(model.conventions()), listening));
            History history = read.get().history();
            Verdict verdict = forgetting ? listening.alone() : listening.with(checker.check(history, judging.limits()));
            if (validating) {
                verdict = new Validation(model, judging, checker).of(history, verdict);
            }
            if (html != null) {
                page(file.equals("-") ? "standard input" : file, checker, history, verdict);
            }
            return new Judged(file, read, Option.of(verdict), "");
        } catch (MalformedHistoryException e) {
            boolean ofChecker = e.source().equals("history");
            String message = ofChecker ? file + e.getMessage().substring("history".length()) : e.getMessage();
            return new Judged(file, read, Option.none(), message);
        } catch (IOException e) {
            return new Judged(file, read, Option.none(), String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return new Judged(
                    file,
                    Option.none(),
                    Option.none(),
                    file + ": does not fit into memory; give Java more with KYOTEN_JAVA_OPTS=-Xmx…, or judge less");
        }
    }

    private Listening listening(String file, Checker checker) {
        boolean listens = forgetting || new HistoryFile(file).isStream();
        Option<Online> online = listens ? Models.online(checker, judging.limits()) : Option.none();
        if (forgetting && online.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--forget: " + modelName + " needs the whole history; leave --forget out, or judge by a model of"
                            + " linearizability.");
        }
        return new Listening(online, !forgetting);
    }

    private void page(String file, Checker checker, History history, Verdict verdict) throws IOException {
        List<int[]> orders = verdict.holds() ? Models.orders(checker, history, judging.limits()) : List.of();
        try (var out = Files.newBufferedWriter(html, StandardCharsets.UTF_8)) {
            new Page(file, history, verdict, orders).write(out);
        }
    }

    private void print(Model model, Seq<Judged> all) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(CheckReport.text(model.name(), all));
        if (json) {
            out.println(CheckReport.json(model.name(), all));
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        all.filter(judged -> judged.verdict().isEmpty()).forEach(judged -> err.println("kyoten: " + judged.error()));
        err.flush();
    }

    private static int status(Seq<Judged> all) {
        if (all.exists(Judged::broken)) {
            return ExitStatus.BROKEN;
        }
        if (all.exists(judged -> judged.verdict().isEmpty())) {
            return Main.WRONG_USAGE;
        }
        return all.exists(Judged::unknown) ? ExitStatus.UNKNOWN : ExitStatus.HOLDS;
    }
}
