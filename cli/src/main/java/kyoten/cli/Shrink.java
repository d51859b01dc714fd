package kyoten.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.scenario.shrink.Shrinker;
import kyoten.scenario.shrink.Shrinker.Shrunk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten shrink}: a failure with as little around it as possible. */
@Command(
        name = "shrink",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Finds the fewest operations and faults that still break the claim.",
        footer = {
            "",
            "Exit status: 1 the claim is broken, and this is what is left of the run;",
            "0 the run is fine; 64 wrong usage, 70 our bug."
        })
final class Shrink implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The scenario.")
    private String name;

    @picocli.CommandLine.Option(
            names = "--seed",
            paramLabel = "N",
            required = true,
            description = "The seed of the run.")
    private long seed;

    @picocli.CommandLine.Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write what is left as a plan, for './kyoten replay --plan FILE'.")
    private Path out;

    @picocli.CommandLine.Option(
            names = "--runs",
            paramLabel = "N",
            description = "How many candidates to run at the most (default: ${DEFAULT-VALUE}).")
    private int mostRuns = 1000;

    @Override
    public Integer call() throws IOException {
        Scenario scenario = Names.scenario(name, spec);
        if (mostRuns < 1) {
            throw new ParameterException(spec.commandLine(), "--runs expects 1 or more, found " + mostRuns);
        }
        PrintWriter lines = spec.commandLine().getOut();
        Plan plan = scenario.plan(seed);
        lines.println(name + ", seed " + seed + ", on sim: " + plan.options().text());
        RunResult failure = Simulation.run(plan, scenario);
        if (failure.clean()) {
            lines.println("no claim is broken by this seed; there is nothing to make small");
            return ExitStatus.HOLDS;
        }
        Shrunk shrunk = Shrinker.shrink(failure, scenario, mostRuns);
        tell(lines, failure, shrunk);
        return ExitStatus.BROKEN;
    }

    private void tell(PrintWriter lines, RunResult failure, Shrunk shrunk) throws IOException {
        Plan small = shrunk.result().plan();
        lines.println(failure.plan().operations().size() + " operations and "
                + failure.plan().faults().size() + " faults became "
                + small.operations().size() + " and "
                + small.faults().size() + " in " + shrunk.runs() + " runs"
                + (shrunk.minimal() ? "" : "; more may go with a larger --runs"));
        if (out != null) {
            Files.writeString(out, PlanText.write(small));
            new Report(lines).failure(shrunk.result(), "./kyoten replay --plan " + out);
        } else {
            lines.print(PlanText.write(small));
            new Report(lines).failure(shrunk.result(), Place.SIM.replay(failure));
        }
        lines.flush();
    }
}
