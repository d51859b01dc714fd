package kyoten.scenario.score;

import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffParserException;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bug on paper: a unified diff against the sources, under a header that says what it is.
 *
 * <pre>{@code
 * Breaks: a follower acknowledges entries before they are synced
 * Claim: linearizable-within-site
 * Scenario: power-loss slow-disk
 * Source: Raft, section 5.1
 *
 * --- a/core/src/main/java/kyoten/raft/Appends.java
 * +++ b/core/src/main/java/kyoten/raft/Appends.java
 * @@ …
 * }</pre>
 *
 * @param name of the file, without its ending
 * @param breaks what is wrong, in a sentence
 * @param claims any of which must be broken for the bug to be found
 * @param scenarios that are expected to find it; empty if no single one is. The campaign does not know them
 * @param source where the bug is from
 * @param changes file by file
 */
public record Plant(
        String name,
        String breaks,
        Vector<String> claims,
        Vector<String> scenarios,
        String source,
        Vector<Change> changes) {

    private static final String NONE = "none";

    /** Where a diff begins; Git puts lines of its own above each file's. */
    private static final Pattern DIFF = Pattern.compile("^(diff --git|---) ", Pattern.MULTILINE);

    /**
     * What changes in a file.
     *
     * @param path of the file, from the root of the sources
     */
    public record Change(String path, Patch<String> patch) {}

    /**
     * Reads a plant.
     *
     * @param name for people and the command line
     * @throws BadPlant if it has no such header or no diff
     */
    public static Plant read(String name, String text) {
        Matcher begin = DIFF.matcher(text);
        if (!begin.find()) {
            throw new BadPlant(name, "expected a unified diff, which begins with '--- a/…', found none");
        }
        int diff = begin.start();
        Header header = Header.read(name, text.substring(0, diff));
        Vector<String> scenarios = words(header.get("Scenario"));
        return new Plant(
                name,
                header.get("Breaks"),
                words(header.get("Claim")),
                scenarios.equals(Vector.of(NONE)) ? Vector.empty() : scenarios,
                header.get("Source"),
                changes(name, text.substring(diff)));
    }

    private static Vector<String> words(String text) {
        return Vector.of(text.split(" +"));
    }

    private static Vector<Change> changes(String name, String diff) {
        try {
            UnifiedDiff parsed =
                    UnifiedDiffReader.parseUnifiedDiff(new ByteArrayInputStream(diff.getBytes(StandardCharsets.UTF_8)));
            Vector<Change> changes = Vector.ofAll(parsed.getFiles())
                    .map(file -> new Change(file.getToFile(), file.getPatch()))
                    .reject(change -> change.patch().getDeltas().isEmpty());
            if (changes.isEmpty()) {
                throw new BadPlant(name, "the diff changes nothing");
            }
            return changes;
        } catch (IOException | UnifiedDiffParserException malformed) {
            throw new BadPlant(name, "no unified diff: " + malformed.getMessage());
        }
    }

    /**
     * The changed files, by path.
     *
     * @param sources the text of a file of the sources, by path
     * @throws BadPlant if a file is missing, or a diff does not apply to it
     */
    public SortedMap<String, String> applied(Function<String, Option<String>> sources) {
        return TreeMap.ofEntries(changes.toMap(Change::path, change -> applied(change, sources)));
    }

    /** The context has to be found word by word; at which line does not matter. */
    private String applied(Change change, Function<String, Option<String>> sources) {
        String source = sources.apply(change.path)
                .getOrElseThrow(() -> new BadPlant(name, "there is no file " + change.path + " to patch"));
        try {
            return String.join("\n", change.patch.applyFuzzy(List.of(source.split("\n", -1)), 0));
        } catch (PatchFailedException failed) {
            throw new BadPlant(
                    name,
                    "the patch does not apply to " + change.path + " any more (" + failed.getMessage()
                            + "): write it anew against the sources as they are");
        }
    }
}
