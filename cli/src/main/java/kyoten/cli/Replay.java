package kyoten.cli;

import io.vavr.control.Option;
import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import kyoten.scenario.Scenario;
import kyoten.scenario.folder.RunFolder;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.Runner;
import kyoten.scenario.run.Simulation;
import kyoten.sim.TraceLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten replay}: one run again, exactly as it was. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Does one run again, event by event as it was: same seed, same trace hash.",
        footer = {
            "",
            "Exit status: 0 all claims hold, 1 one is broken, 2 one is unknown and none",
            "broken, 64 wrong usage, 70 our bug."
        })
final class Replay implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The scenario.")
    private String name;

    @picocli.CommandLine.Option(names = "--seed", paramLabel = "N", description = "The seed of the run.")
    private Long seed;

    @picocli.CommandLine.Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Run this plan, perhaps an edited one, instead of a seed's.")
    private Path planFile;

    @picocli.CommandLine.Option(
            names = "--save-plan",
            paramLabel = "FILE",
            description = "Write the plan into this file before it runs.")
    private Path saveTo;

    @Mixin
    private FirstViolation firstViolation;

    @Mixin
    private FolderOption folderOption;

    @picocli.CommandLine.Option(names = "--trace", description = "Print every event and effect of the run.")
    private boolean trace;

    @picocli.CommandLine.Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Plan plan = PlanArgument.either(name, seed, planFile, spec);
        Scenario scenario = Names.scenario(plan.scenario(), spec);
        PrintWriter out = spec.commandLine().getOut();
        out.println(plan.scenario() + ", seed " + plan.seed() + ", on sim: "
                + plan.options().text());
        out.flush();
        if (saveTo != null) {
            Files.writeString(saveTo, PlanText.write(plan));
        }
        Simulation run = new Simulation(plan, scenario);
        if (firstViolation.stops()) {
            run.stopAtFirstViolation();
        }
        Option<RunFolder> folder = folderOption.open();
        CampaignResult result = run(run, scenario, folder);
        Report report = new Report(out);
        report.sums(result);
        if (planFile == null) {
            report.campaign(result);
        } else {
            report.campaign(
                    result,
                    failed -> "./kyoten replay --plan " + planFile
                            + (failed.cutShort() ? " " + FirstViolation.OPTION : ""));
        }
        folder.forEach(written -> out.println(FolderOption.shown(written, plan)));
        if (json) {
            out.println(JsonLine.of(result, Place.SIM));
        }
        out.flush();
        return ExitStatus.of(result);
    }

    private CampaignResult run(Simulation run, Scenario scenario, Option<RunFolder> folder) throws IOException {
        try (PrintWriter lines = printed()) {
            Consumer<TraceLine> printed = trace ? lines::println : line -> {};
            if (folder.isDefined()) {
                try (RunFolder.Recording recording = folder.get().record(run.plan(), scenario)) {
                    run.onTrace(recording.andThen(printed));
                    return Runner.one(run, recording::finish);
                }
            } else if (trace) {
                run.onTrace(printed);
            }
            return Runner.one(run, done -> {});
        }
    }

    /** Where the trace goes: many lines at a time, for the terminal's own writer flushes each. */
    private PrintWriter printed() {
        PrintWriter terminal = spec.commandLine().getOut();
        return new PrintWriter(new BufferedWriter(new FilterWriter(terminal) {
            @Override
            public void close() {
                terminal.flush();
            }
        }));
    }
}
