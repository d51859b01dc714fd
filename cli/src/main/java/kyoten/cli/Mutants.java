package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import kyoten.cli.MutantTables.Hunted;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.WorkerPool;
import kyoten.scenario.score.MutantHunt.Kill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten mutants}: which of the mutants that no unit test noticed a short campaign notices. */
@Command(
        name = "mutants",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Hunts the mutants that PIT made of our classes and that no unit test noticed.",
        footer = {
            "",
            "PIT makes them, and keeps their classes: ./mvnw -pl core -am test-compile pitest:mutationCoverage",
            "  -DtargetClasses='kyoten.gossip.*' -DtargetTests='kyoten.gossip.*'",
            "Each mutant is loaded beside the real code, and does the same runs, until one breaks any claim. Runs in which the",
            "real code breaks a claim are left out. A run without an end counts as one that breaks run-ends.",
            "Hunt before the sources change: a mutant is loaded among the classes of today.",
            "",
            "Exit status: 0 all are killed, 1 one survives, or the real code broke a claim; 64 wrong usage, 70 our bug."
        })
final class Mutants implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "REPORT",
            arity = "0..1",
            defaultValue = "core/target/pit-reports",
            description = "The folder of PIT's report (default: ${DEFAULT-VALUE}).")
    private Path report;

    @Option(
            names = "--of",
            paramLabel = "CLASS",
            split = ",",
            description = "Hunt mutants of these classes only, or of rooms such as kyoten.raft (default: all).")
    private List<String> classes = List.of();

    @Option(names = "--in", paramLabel = "NAME", split = ",", description = "Run these scenarios only (default: all).")
    private List<String> scenarios = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            defaultValue = "1..1",
            converter = SeedRange.class,
            description = "The seeds that each scenario is run with (default: ${DEFAULT-VALUE}).")
    private Seeds seeds;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "A run that takes longer is taken for one without an end (default: ${DEFAULT-VALUE}).")
    private int limitSeconds;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many mutants at once (default: as many as processors).")
    private Integer jobs;

    @Option(names = "--markdown", description = "Print the tables in Markdown.")
    private boolean markdown;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (limitSeconds < 1 || (jobs != null && jobs < 1)) {
            throw wrong("--limit and --jobs expect 1 or more");
        }
        Vector<Mutant> mutants = mutants();
        Vector<Mutant> unnoticed = mutants.reject(Mutant::isDetected);
        Vector<String> names = Names.scenarios(scenarios, spec).map(Scenario::name);
        PrintWriter out = spec.commandLine().getOut();
        out.println(mutants.size() + (mutants.size() == 1 ? " mutant, " : " mutants, ") + unnoticed.size()
                + " of them unnoticed by the unit tests; " + names.size()
                + (names.size() == 1 ? " scenario, " : " scenarios, ") + seeds);
        out.flush();
        MutantCampaign campaign = new MutantCampaign(names, seeds, Duration.ofSeconds(limitSeconds), one -> {
            out.println(one);
            out.flush();
        });
        Vector<Hunted> hunted = campaign.hunt(unnoticed, jobs == null ? WorkerPool.processors() : jobs);
        report(out, mutants, hunted, campaign.alarms());
        return campaign.alarms().isEmpty() && hunted.forAll(one -> one.kill().isDefined())
                ? ExitStatus.HOLDS
                : ExitStatus.BROKEN;
    }

    private Vector<Mutant> mutants() throws IOException {
        try {
            Vector<Mutant> all = MutantReport.read(report);
            Vector<Mutant> wanted = all.filter(mutant ->
                    classes.isEmpty() || classes.stream().anyMatch(name -> isOf(mutant.className(), name)));
            if (wanted.isEmpty()) {
                throw wrong(report + " tells of no mutants" + (classes.isEmpty() ? "" : " of " + classes));
            }
            return wanted;
        } catch (IllegalArgumentException unreadable) {
            throw wrong(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Classes inside a class are parts of it. */
    private static boolean isOf(String className, String name) {
        return className.equals(name) || className.startsWith(name + '.') || className.startsWith(name + '$');
    }

    private void report(PrintWriter out, Vector<Mutant> mutants, Vector<Hunted> hunted, Vector<Kill> alarms) {
        for (Table table : Vector.of(MutantTables.rooms(mutants, hunted), MutantTables.claims(hunted))) {
            out.println();
            out.print(markdown ? table.markdown() : table.text());
        }
        for (Kill alarm : alarms) {
            out.println("left out: the real code breaks " + alarm.claim() + " in "
                    + alarm.run().scenario() + ", seed " + alarm.run().seed() + ": " + alarm.because());
        }
        if (json) {
            out.println(MutantTables.json(mutants, hunted));
        }
        out.flush();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
