package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Locale;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.score.Arena;
import kyoten.scenario.score.Hunt.Find;
import kyoten.scenario.score.Score;

/** Scores as a table: one bug a row. */
final class ScoreTable {
    private static final String[] HEAD = {
        "bug", "claim", "found", "scenario", "runs", "seeds", "CPU s", "shrunk to", "seen before"
    };

    private ScoreTable() {}

    static Table of(Vector<Score> scores) {
        return scores.foldLeft(
                Table.of(HEAD),
                (table, score) -> table.row(cells(score, score.plant().name())));
    }

    /** The table of a page in docs, where a bug's name leads to its file. */
    static Table linked(Vector<Score> scores) {
        return scores.foldLeft(Table.of(HEAD), (table, score) -> table.row(cells(score, link(score))));
    }

    private static String link(Score score) {
        String name = score.plant().name();
        return "[" + name + "](../scenarios/src/planted/" + name + ".patch)";
    }

    private static Object[] cells(Score score, String bug) {
        Option<Find> median = score.median();
        return new Object[] {
            bug,
            median.map(Find::claim).getOrElse(() -> score.plant().claims().mkString(" or ")),
            score.found() + " of " + score.campaigns().size(),
            median.map(Find::scenario).getOrElse("-"),
            median.map(find -> String.valueOf(find.run())).getOrElse(() -> "over " + mostRuns(score)),
            median.map(find -> String.valueOf(find.seeds())).getOrElse("-"),
            seconds(median.map(Find::cpuNanos)
                    .getOrElse(() ->
                            score.campaigns().map(one -> one.cpuNanos()).max().get())),
            score.shrunk().map(ScoreTable::shrunk).getOrElse("-")
                    + (score.slipped().isEmpty() ? "" : " (breaks the real code, too)"),
            score.firstBeside()
                    .map(find -> find.claim() + " in " + find.scenario() + ", run " + find.run())
                    .getOrElse("-")
        };
    }

    private static long mostRuns(Score score) {
        return score.campaigns().map(one -> one.runs()).max().get();
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }

    private static String shrunk(Arena.Shrunk shrunk) {
        return PlanSize.of(plan(shrunk)).inShort() + (shrunk.minimal() ? "" : " (not done)");
    }

    static Plan plan(Arena.Shrunk shrunk) {
        return PlanText.read(shrunk.plan()).get();
    }
}
