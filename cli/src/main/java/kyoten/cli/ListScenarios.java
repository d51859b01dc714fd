package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.PrintWriter;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.catalogue.Model;
import kyoten.check.catalogue.Models;
import kyoten.check.txn.ConsistencyModel;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kyoten list}: the scenarios and their claims. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Shows the scenarios and the claims that judge them.")
final class ListScenarios implements Runnable {
    @Spec
    private CommandSpec spec;

    @picocli.CommandLine.Option(names = "--markdown", description = "Print Markdown.")
    private boolean markdown;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        print(out, scenarios());
        out.println();
        print(out, claims());
        out.println();
        print(out, models());
        out.println();
        out.println("For --consistency: " + ConsistencyModel.labels().reverse().mkString(", ") + ".");
        out.flush();
    }

    private void print(PrintWriter out, Table table) {
        out.print(markdown ? table.markdown() : table.text());
    }

    private static Table scenarios() {
        Table table = Table.of("scenario", "says", "claims");
        for (Scenario scenario : Catalogue.all()) {
            String claims = scenario.checkers()
                    .map(checker -> checker.claim().name())
                    .distinct()
                    .mkString(", ");
            table = table.row(scenario.name(), scenario.title(), claims);
        }
        return table;
    }

    private static Table models() {
        Table table = Table.of("model of check", "judges");
        for (Model model : Models.all()) {
            table = table.row(model.name(), model.says());
        }
        return table;
    }

    private static Table claims() {
        Table table = Table.of("claim", "says");
        Vector<Claim> ofRuns = Catalogue.all().flatMap(scenario -> Simulation.claims(scenario.subject()));
        Vector<Claim> ofHistories = Catalogue.all().flatMap(Scenario::checkers).map(Checker::claim);
        for (Claim claim : ofRuns.appendAll(ofHistories).distinct()) {
            table = table.row(claim.name(), claim.says());
        }
        return table;
    }
}
