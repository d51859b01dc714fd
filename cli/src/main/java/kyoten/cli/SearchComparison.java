package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.PrintWriter;
import kyoten.scenario.score.Arena;
import kyoten.scenario.score.Comparison;
import kyoten.scenario.score.Plant;
import kyoten.scenario.score.Score;
import kyoten.scenario.score.Versions;
import kyoten.scenario.search.Strategy;

/** {@code kyoten score --compare}: how often each way to search finds each bug in the same processor time. */
final class SearchComparison {
    private final Versions versions;
    private final Score.Rules rules;
    private final int cpuSeconds;

    SearchComparison(Versions versions, Score.Rules rules, int cpuSeconds) {
        this.versions = versions;
        this.rules = rules;
        this.cpuSeconds = cpuSeconds;
    }

    int print(Vector<Plant> plants, PrintWriter out, boolean markdown) {
        Arena clean = versions.reloaded();
        Table table = Table.of("bug", "search", "found", "runs", "CPU s", "CPU s a find", "first run", "first CPU s");
        boolean sound = true;
        try (Progress progress = Progress.of(-1)) {
            for (Plant plant : plants) {
                Arena planted = versions.planted(plant);
                Comparison.warmUp(planted, rules);
                for (Strategy strategy : Strategy.values()) {
                    Comparison one = Comparison.of(
                            plant,
                            planted,
                            clean,
                            rules.with(strategy),
                            cpuSeconds * 1_000_000_000L,
                            number -> progress.step());
                    table = table.row(cells(one));
                    sound &= one.alarms().isEmpty();
                    one.alarms().forEach(alarm -> out.println(FoundPlan.alarm(plant, alarm)));
                }
            }
        }
        out.print(markdown ? table.markdown() : table.text());
        out.flush();
        return sound ? ExitStatus.HOLDS : ExitStatus.BROKEN;
    }

    private static Object[] cells(Comparison one) {
        int finds = one.finds();
        return new Object[] {
            one.plant().name(),
            one.strategy(),
            finds,
            one.runs(),
            ScoreTable.seconds(one.cpuNanos()),
            finds == 0 ? "over " + ScoreTable.seconds(one.cpuNanos()) : ScoreTable.seconds(one.cpuNanos() / finds),
            one.first().map(find -> String.valueOf(find.run())).getOrElse("-"),
            one.first().map(find -> ScoreTable.seconds(find.cpuNanos())).getOrElse("-")
        };
    }
}
