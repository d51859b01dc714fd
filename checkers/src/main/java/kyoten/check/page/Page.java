package kyoten.check.page;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
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
        Template template = new Template(Page.class, "page.html");
        template.write(
                out,
                Map.of(
                        "title", Template.text(title),
                        "style", template.file("page.css"),
                        "script", template.file("page.js"),
                        "verdict", Template.text(word()),
                        "because", Template.text(because()),
                        "data", new PageData(this)::write));
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
}
