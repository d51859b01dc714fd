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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten shrink}: a failure with as little around it as possible. */
@Command(
        name = "shrink",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Finds the fewest operations, faults, clients, servers and keys that still break the claim.",
        footer = {
            "",
            "If a run breaks several claims, the first that it tells stays broken. Much may change but that: the seed, too.",
            "",
            "Exit status: 1 the claim is broken, and this is what is left of the run;",
            "0 the run is fine; 64 wrong usage, 70 our bug: what is left does not replay alike."
        })
final class Shrink implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The scenario.")
    private String name;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the run.")
    private Long seed;

    @Option(names = "--plan", paramLabel = "FILE", description = "Begin with this plan instead of a seed's.")
    private Path planFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write what is left as a plan, for './kyoten replay --plan FILE'.")
    private Path out;

    @Mixin
    private TestOption test;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = {
                "What it may cost, as so many runs of the length of the failure (default: ${DEFAULT-VALUE});",
                "of small plans it runs many more."
            })
    private int allowance = 500;

    @Override
    public Integer call() throws IOException {
        if (allowance < 1) {
            throw new ParameterException(spec.commandLine(), "--runs expects 1 or more, found " + allowance);
        }
        test.check(spec);
        Plan plan = PlanArgument.either(name, seed, planFile, spec);
        Scenario scenario = Names.scenario(plan.scenario(), spec);
        PrintWriter lines = spec.commandLine().getOut();
        lines.println(plan.scenario() + ", seed " + plan.seed() + ", on sim: "
                + plan.options().text());
        lines.flush();
        RunResult failure = Simulation.run(plan, scenario);
        if (failure.clean()) {
            lines.println("no claim is broken by this run; there is nothing to make small");
            return ExitStatus.HOLDS;
        }
        Shrunk shrunk = Shrinker.shrink(failure, scenario, allowance);
        tell(lines, shrunk);
        lines.flush();
        return shrunk.replaysAlike() ? ExitStatus.BROKEN : Main.OUR_BUG;
    }

    private void tell(PrintWriter lines, Shrunk shrunk) throws IOException {
        lines.print(table(shrunk).text());
        lines.println("in " + shrunk.runs() + " runs"
                + (shrunk.minimal() ? "" : "; more may go with a larger --runs")
                + (shrunk.replaysAlike() ? "; two replays were alike" : ""));
        Plan small = shrunk.result().plan();
        if (out != null) {
            Files.writeString(out, PlanText.write(small));
        } else {
            lines.print(PlanText.write(small));
        }
        new Report(lines).failure(shrunk.result(), out == null ? again() : "./kyoten replay --plan " + out);
        test.write(small, shrunk.broken().claim().name(), again())
                .forEach(file -> lines.println(file + " is a test of it"));
        if (!shrunk.replaysAlike()) {
            lines.println(
                    "two replays of what is left were not alike: this is a bug of ours, and the result is worth nothing");
        }
    }

    private static Table table(Shrunk shrunk) {
        RunResult failure = shrunk.before();
        PlanSize before = PlanSize.of(failure.plan());
        PlanSize after = PlanSize.of(shrunk.result().plan());
        return Table.of("", "before", "after")
                .row("operations", before.operations(), after.operations())
                .row("faults", before.faults(), after.faults())
                .row("clients", before.clients(), after.clients())
                .row("servers", before.servers(), after.servers())
                .row("sites", before.sites(), after.sites())
                .row("keys", before.keys(), after.keys())
                .row("deliveries told", before.deliveries(), after.deliveries())
                .row(
                        "events",
                        failure.tallies().events(),
                        shrunk.result().tallies().events());
    }

    private String again() {
        return planFile == null ? "./kyoten shrink " + name + " --seed " + seed : "./kyoten shrink --plan " + planFile;
    }
}
