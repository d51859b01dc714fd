package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kyoten.cli.netty.TemporaryFolder;
import kyoten.scenario.diff.Lockstep;
import kyoten.scenario.diff.Parting;
import kyoten.scenario.diff.PlanDifference;
import kyoten.scenario.diff.SimulatedTrail;
import kyoten.scenario.diff.Trail;
import kyoten.scenario.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten diff}: where two runs part. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Lets two runs take place side by side, and shows where they part and what brought that about.",
        footer = {
            "",
            "A run is a plan's file, or NAME:SEED, such as minority-partition:69. Runs of different seeds differ in",
            "every time, so they are compared loosely: what each node notes and replies, and the faults.",
            "",
            "Exit status: 0 alike, 1 they differ, 64 wrong usage, 70 our bug."
        })
final class Diff implements Callable<Integer> {
    private static final int ALIKE = 0;
    private static final int DIFFERENT = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A run: a plan's file, or NAME:SEED.")
    private String first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "B",
            description = "The other run; with --jar it may be left out, and is A's plan then.")
    private String second;

    @picocli.CommandLine.Option(
            names = "--jar",
            paramLabel = "JAR",
            description = "Run B by another build of Kyoten: its kyoten.jar.")
    private Path jar;

    @picocli.CommandLine.Option(
            names = "--loosely",
            description =
                    "Compare each node's own steps, without times and drawn numbers, even if the seeds are the same.")
    private boolean loosely;

    @picocli.CommandLine.Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (second == null && jar == null) {
            throw new ParameterException(spec.commandLine(), "expected two runs, A and B, or one and --jar JAR");
        }
        Plan one = PlanArgument.read(first, spec);
        Plan other = second == null ? one : PlanArgument.read(second, spec);
        boolean loose = loosely || one.seed() != other.seed();
        PrintWriter out = spec.commandLine().getOut();
        out.println("A: " + title(first, one));
        out.println("B: " + title(second == null ? first : second, other) + (jar == null ? "" : ", by " + jar));
        Vector<String> plans = PlanDifference.of(one, other);
        new DiffReport(out).plans(plans, loose);
        Option<Parting> parting = compared(one, other, loose);
        new DiffReport(out).parting(parting);
        if (json) {
            out.println(DiffReport.json(plans, parting));
        }
        out.flush();
        return parting.isEmpty() ? ALIKE : DIFFERENT;
    }

    private Option<Parting> compared(Plan one, Plan other, boolean loose) throws IOException {
        Trail.Source here = SimulatedTrail.of(one, Names.scenario(one.scenario(), spec));
        if (jar == null) {
            return Lockstep.of(here, SimulatedTrail.of(other, Names.scenario(other.scenario(), spec)), loose);
        }
        try (TemporaryFolder folder = TemporaryFolder.create("kyoten-diff-")) {
            return Lockstep.of(here, JarTrail.of(other, jar, folder.path()), loose);
        } catch (JarTrail.Failed failed) {
            throw new ParameterException(spec.commandLine(), "--jar: " + failed.getMessage());
        }
    }

    private static String title(String named, Plan plan) {
        String plain = plan.scenario() + ", seed " + plan.seed();
        return named.equals(plan.scenario() + ":" + plan.seed()) ? plain : named + ": " + plain;
    }
}
