package kyoten.cli;

import io.vavr.Tuple;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.PrintWriter;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.MarkTally;
import kyoten.scenario.run.MarkTally.Reached;
import kyoten.scenario.run.ScenarioTally;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which marks a campaign reached, and which of those that its systems can note it never did.
 *
 * @param reached by the name of the mark
 * @param never in alphabetical order
 */
record Coverage(TreeMap<String, Mark> reached, Vector<String> never) {

    /**
     * How a mark was reached.
     *
     * @param mostIn the scenario whose runs noted it most often
     */
    record Mark(Reached how, String mostIn) {}

    static Coverage of(CampaignResult result, Vector<Scenario> scenarios) {
        MarkTally all = result.scenarios().map(Coverage::marks).reduce(MarkTally::plus);
        Vector<String> never = scenarios
                .flatMap(scenario -> scenario.subject().marks())
                .distinct()
                .reject(all.reached()::containsKey)
                .sorted();
        return new Coverage(
                all.reached().map((mark, how) -> Tuple.of(mark, new Mark(how, mostIn(result, mark)))), never);
    }

    private static MarkTally marks(ScenarioTally tally) {
        return tally.sums().marks();
    }

    private static String mostIn(CampaignResult result, String mark) {
        return result.scenarios().maxBy(tally -> times(tally, mark)).get().scenario();
    }

    private static long times(ScenarioTally tally, String mark) {
        Option<Reached> reached = marks(tally).reached().get(mark);
        return reached.map(Reached::times).getOrElse(0L);
    }

    void print(PrintWriter out) {
        Table table = Table.of("mark", "times", "runs", "most often in");
        for (var entry : reached) {
            Reached how = entry._2.how();
            table = table.row(entry._1, Table.grouped(how.times()), Table.grouped(how.runs()), entry._2.mostIn());
        }
        for (String mark : never) {
            table = table.row(mark, "never", "", "");
        }
        out.print(table.text());
        out.println(never.isEmpty() ? "every mark was reached" : "never reached: " + never.mkString(", "));
        out.println();
    }

    void into(ObjectNode line) {
        ObjectNode marks = line.putObject("marks");
        reached.forEach((mark, how) -> marks.put(mark, how.how().times()));
        ArrayNode none = line.putArray("neverReached");
        never.forEach(none::add);
    }
}
