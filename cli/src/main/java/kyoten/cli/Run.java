package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.WorkerPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten run}: scenarios with many seeds, judged. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Runs scenarios with many seeds and judges what their clients saw.",
        footer = {
            "",
            "Without names all scenarios run. The first run with a broken claim gets a",
            "folder, runs/latest. Exit status: 0 all claims hold, 1 one is",
            "broken, 2 one is unknown and none broken, 64 wrong usage, 70 our bug."
        })
final class Run implements Callable<Integer> {
    private static final Seeds USUAL = new Seeds(1, 12);

    /** Real time is long. */
    private static final Seeds USUAL_IN_REAL_TIME = Seeds.only(1);

    /** Each so many-th run is done twice and compared. */
    private static final int REPEAT_EVERY = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The scenarios to run; './kyoten list' shows them.")
    private List<String> names = List.of();

    @picocli.CommandLine.Option(
            names = "--seeds",
            paramLabel = "A..B",
            converter = SeedRange.class,
            description = "Each scenario runs with each seed from A to B (default: 1..12; on netty: 1..1).")
    private Seeds seeds;

    @picocli.CommandLine.Option(
            names = "--seed",
            paramLabel = "N",
            description = "One seed; with --for the first of many.")
    private Long seed;

    @picocli.CommandLine.Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Span.Reader.class,
            description = "Run for so long, such as 10m or 90s, seed after seed.")
    private Span span;

    @picocli.CommandLine.Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many runs at once (default: as many as there are processors; on netty always 1).")
    private Integer jobs;

    @picocli.CommandLine.Option(
            names = "--on",
            paramLabel = "PLACE",
            converter = Place.Reader.class,
            description = {
                "sim: a simulated world (default).",
                "netty: real nodes of this process, with loopback sockets and files in a temporary folder. A run",
                "is the first seconds of the same plan, takes about ten, and is never the same twice; faults that",
                "a process cannot do to itself are left out, and told."
            })
    private Place place = Place.SIM;

    @Mixin
    private FirstViolation firstViolation;

    @Mixin
    private FolderOption folder;

    @picocli.CommandLine.Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the plan, the history and the report of each failure into this folder.")
    private Path out;

    @picocli.CommandLine.Option(
            names = "--coverage",
            description = {
                "Tell which marks of the nodes the runs reached and how often, and which ones they never reached:",
                "moments such as an election or the cut of a snapshot, at which faults can strike."
            })
    private boolean coverage;

    @picocli.CommandLine.Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Override
    public Integer call() {
        Vector<Scenario> scenarios = Names.scenarios(names, spec);
        check();
        makeFolder();
        Campaign campaign = new Campaign(scenarios, range(), jobs(), place == Place.SIM ? REPEAT_EVERY : 0, stop());
        campaign = firstViolation.stops() ? campaign.cutShort() : campaign;
        PrintWriter lines = spec.commandLine().getOut();
        Headline.print(lines, campaign, Option.of(span).map(Span::nanos), place);
        CampaignResult result = run(campaign);
        Option.of(out).forEach(folder -> new FailureFolder(folder, place).write(result.failures()));
        Report report = new Report(lines, place);
        report.sums(result);
        report.campaign(result);
        Option<Coverage> marks = Option.when(coverage, () -> Coverage.of(result, scenarios));
        marks.forEach(one -> one.print(lines));
        result.failures()
                .headOption()
                .forEach(
                        first -> folder.write(first, Names.scenario(first.plan().scenario(), spec), place));
        if (json) {
            lines.println(JsonLine.of(result, place, marks));
        }
        lines.flush();
        return ExitStatus.of(result);
    }

    private CampaignResult run(Campaign campaign) {
        try (Progress progress = Progress.of(span == null ? campaign.runs() : -1)) {
            return place.run(campaign, progress);
        }
    }

    /** Before the campaign and not after it, so that nothing is lost by a name that was mistyped. */
    private void makeFolder() {
        if (out != null) {
            try {
                Files.createDirectories(out);
            } catch (IOException failed) {
                throw new ParameterException(
                        spec.commandLine(), "--out: cannot make the folder " + out + ": " + failed);
            }
        }
    }

    private void check() {
        if (jobs != null && jobs != 1 && place == Place.NETTY) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--on netty runs one at a time, as real nodes would take each other's time; leave --jobs out");
        }
        if (jobs != null && jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs expects 1 or more, found " + jobs);
        }
        if (seed != null && seeds != null) {
            throw new ParameterException(spec.commandLine(), "--seed and --seeds exclude each other; give one");
        }
        if (seeds != null && span != null) {
            throw new ParameterException(
                    spec.commandLine(), "--seeds and --for exclude each other; say with --seed where --for begins");
        }
    }

    private int jobs() {
        if (place == Place.NETTY) {
            return 1;
        }
        return jobs == null ? WorkerPool.processors() : jobs;
    }

    private Seeds range() {
        if (span != null) {
            long first = seed == null ? 1 : seed;
            return new Seeds(first, first + Seeds.MOST - 1);
        }
        return seed != null
                ? Seeds.only(seed)
                : Option.of(seeds).getOrElse(place == Place.SIM ? USUAL : USUAL_IN_REAL_TIME);
    }

    private BooleanSupplier stop() {
        return span == null ? () -> false : WorkerPool.after(span.nanos());
    }
}
