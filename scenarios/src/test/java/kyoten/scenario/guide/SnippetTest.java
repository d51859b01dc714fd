package kyoten.scenario.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The code in README and guides stands, line by line, in the file that the link before it names, which the build compiles. A
 * line {@code // …} in the guide stands for lines that it leaves out. Links lead somewhere.
 */
class SnippetTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern CODE = Pattern.compile("(?s)\\n```(?:java|protobuf)\\n(.*?)\\n```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @TestFactory
    Stream<DynamicTest> what_a_page_quotes_stands_in_the_source() throws IOException {
        return pages().toJavaStream().map(page -> dynamicTest(name(page), () -> quotes(page)));
    }

    @TestFactory
    Stream<DynamicTest> links_of_a_page_lead_somewhere() throws IOException {
        return pages().toJavaStream().map(page -> dynamicTest(name(page), () -> links(page)));
    }

    private static Vector<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(REPOSITORY);
                Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
            Vector<Path> pages = Vector.ofAll(Stream.concat(top, docs))
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted();
            assertThat(pages).hasSizeGreaterThan(10);
            return pages;
        }
    }

    private static String name(Path page) {
        return REPOSITORY.relativize(page).toString();
    }

    private static void quotes(Path page) throws IOException {
        String text = Files.readString(page);
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            Path source = sourceBefore(page, text.substring(0, code.start()));
            String rest = flush(Files.readString(source));
            for (String part : flush(code.group(1)).split("\n*// …\n*")) {
                int at = rest.indexOf(part.strip());
                assertThat(at)
                        .as("%s quotes what does not stand in %s, or not in this order:%n%s", name(page), source, part)
                        .isNotNegative();
                rest = rest.substring(at + part.strip().length());
            }
        }
    }

    /** The source that the last link to one before a place leads to. */
    private static Path sourceBefore(Path page, String before) {
        Vector<String> targets = Vector.ofAll(LINK.matcher(before).results().map(link -> link.group(1)))
                .filter(target -> target.matches(".*\\.(java|proto)"));
        assertThat(targets)
                .as("%s: a link to the source stands before its code", name(page))
                .isNotEmpty();
        return page.resolveSibling(targets.last()).normalize();
    }

    private static void links(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            assertThat(page.resolveSibling(link.group(1)))
                    .as("%s links to %s", name(page), link.group(1))
                    .exists();
        }
    }

    /** Without indentation: a guide begins its lines at the margin. */
    private static String flush(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
