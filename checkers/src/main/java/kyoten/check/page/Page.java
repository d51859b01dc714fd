package kyoten.check.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import kyoten.check.Verdict;
import kyoten.history.History;

/**
 * A page that shows a history.
 *
 * @param title what stands above it, such as the name of the file
 * @param orders for each object the operations in an order that explains them, if one is known: indices of the history
 */
public record Page(String title, History history, Verdict verdict, List<int[]> orders) {
    public Page {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(verdict, "verdict");
        orders = List.copyOf(orders);
    }

    /** Writes the whole page; the writer stays open. */
    public void write(Writer out) throws IOException {
        String page = resource("page.html");
        for (String part : page.split("(?=\\{\\{)|(?<=\\}\\})")) {
            switch (part) {
                case "{{title}}" -> out.write(escaped(title));
                case "{{style}}" -> out.write(resource("page.css"));
                case "{{script}}" -> out.write(resource("page.js"));
                case "{{verdict}}" -> out.write(word());
                case "{{because}}" -> out.write(escaped(because()));
                case "{{data}}" -> new PageData(this).write(out);
                default -> out.write(part);
            }
        }
    }

    private String word() {
        return verdict instanceof Verdict.Unknown ? "unknown" : verdict.broken() ? "broken" : "holds";
    }

    private String because() {
        if (verdict instanceof Verdict.Broken broken) {
            return broken.claim().name() + " is broken: " + broken.because() + ".";
        }
        if (verdict instanceof Verdict.Unknown unknown) {
            return unknown.claim().name() + " is unknown: " + unknown.why() + ".";
        }
        return verdict.claim().name() + " holds: " + verdict.claim().says() + ".";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name + " of its page");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
