package kyoten.check.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A page of HTML beside a class, with gaps: <code>{{name}}</code>, which are filled when it is written.
 *
 * @param beside the class beside which the page and its parts stand
 * @param name of the page's file
 */
public record Template(Class<?> beside, String name) {

    /** What fills a gap. It has to escape what it writes: {@link #escaped} for HTML, {@link WithoutTags} for a script's data. */
    @FunctionalInterface
    public interface Part {
        void write(Writer out) throws IOException;
    }

    /** Writes the whole page; the writer stays open. A gap that nothing fills stays as it is. */
    public void write(Writer out, Map<String, Part> parts) throws IOException {
        for (String piece : resource(name).split("(?=\\{\\{)|(?<=\\}\\})")) {
            Part part = piece.startsWith("{{") ? parts.get(piece.substring(2, piece.length() - 2)) : null;
            if (part == null) {
                out.write(piece);
            } else {
                part.write(out);
            }
        }
    }

    /** A part that is a text, escaped. */
    public static Part text(String text) {
        return out -> out.write(escaped(text));
    }

    /** A part that is a file beside the page, as it is. */
    public Part file(String file) {
        return out -> out.write(resource(file));
    }

    /** A text as it may stand in HTML, in an attribute, too. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private String resource(String file) throws IOException {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + file + " of its page");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
