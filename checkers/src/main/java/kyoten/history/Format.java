package kyoten.history;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** The file formats of histories that can be read. */
public enum Format {
    /** Our own: see {@link JsonLines}. */
    JSON_LINES("json-lines"),
    /** Jepsen's and Knossos' EDN: a vector or list of operation maps, or one map after another, as in a store's history.edn. */
    EDN("edn"),
    /** The JSON twin of EDN that elle-cli reads: an array of operation maps, or one map after another. */
    JSON("json"),
    /** Lines of a Jepsen log, or of a store's history.txt: process, type, function and value, with tabs between. */
    JEPSEN_LOG("jepsen-log");

    private final String word;

    Format(String word) {
        this.word = word;
    }

    /** The word on the command line. */
    public String word() {
        return word;
    }

    /** The format of a word. */
    public static Option<Format> named(String word) {
        return List.of(values()).find(format -> format.word.equals(word));
    }

    /** The words of all formats. */
    public static Seq<String> words() {
        return List.of(values()).map(Format::word);
    }

    /**
     * The format that text is in, by how it begins: {@code [{:} or {@code {:} is EDN, {@code [{"} JSON, {@code {"} our lines, or JSON where
     * the first line has Jepsen's {@code "index"}; a line with a process and {@code :invoke} is a log.
     */
    static Option<Format> of(String beginning) {
        String text = withoutComments(beginning);
        String opened = text.replaceAll("^[\\[(]?\\s*", "");
        if (opened.startsWith("{")) {
            String inside = opened.substring(1).stripLeading();
            if (inside.startsWith("\"")) {
                boolean array = text.startsWith("[");
                String line = opened.lines().findFirst().orElse("");
                return Option.of(array || line.contains("\"index\"") ? JSON : JSON_LINES);
            }
            return Option.when(inside.startsWith(":"), EDN);
        }
        if (text.lines().anyMatch(LogHistory::isOperation)) {
            return Option.of(JEPSEN_LOG);
        }
        boolean taggedMap = opened.startsWith("#") && opened.contains("{:");
        boolean emptyCollection = text.startsWith("[") || text.startsWith("(");
        return Option.when(taggedMap || emptyCollection, EDN);
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)^\\s*;.*$", "").strip();
    }
}
