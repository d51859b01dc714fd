package kyoten.cli;

import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import kyoten.scenario.score.Score;

/** The page with the scores: its table is written by a command, all else by people. */
final class ScorePage {
    static final String PLACE = "docs/score.md";
    private static final String BEGIN = "<!-- scores: written by ./kyoten score --write -->";
    private static final String END = "<!-- end of scores -->";

    private ScorePage() {}

    /**
     * The page with these scores, and those that it had of other bugs.
     *
     * @param isPlanted whether there is such a bug still
     */
    static String updated(String page, Vector<Score> scores, Predicate<String> isPlanted) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    PLACE + " has no lines '" + BEGIN + "' and '" + END + "', between which the table goes");
        }
        TreeMap<String, String> rows =
                rows(page.substring(begin + BEGIN.length(), end)).filterKeys(isPlanted);
        String table = ScoreTable.linked(scores).markdown();
        String head = table.lines().limit(2).reduce("", (before, line) -> before + line + "\n");
        String body = rows.merge(rows(table), (old, anew) -> anew).values().mkString("", "\n", "\n");
        return page.substring(0, begin) + BEGIN + "\n\n" + head + body + "\n" + page.substring(end);
    }

    private static TreeMap<String, String> rows(String table) {
        TreeMap<String, String> rows = TreeMap.empty();
        for (String line : table.lines().filter(one -> one.startsWith("| [")).toList()) {
            rows = rows.put(line.substring(line.indexOf('[') + 1, line.indexOf(']')), line);
        }
        return rows;
    }

    static void write(SourceTree sources, Vector<Score> scores) throws IOException {
        Path file = sources.root().resolve(PLACE);
        Files.writeString(file, updated(Files.readString(file), scores, sources.plants()::containsKey));
    }
}
