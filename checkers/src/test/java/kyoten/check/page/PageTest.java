package kyoten.check.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vavr.control.Option;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.catalogue.Models;
import kyoten.check.catalogue.Settings;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.generate.Violation;
import kyoten.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path folder;

    @Test
    void a_page_needs_nothing_but_itself() throws IOException {
        String page = page("a history", Recipe.register(1, 50, 3));
        assertThat(page).contains("linearizable-register holds").contains("\"orders\":[[");
        assertThat(page).doesNotContain("{{").doesNotContain("http://").doesNotContain("https://");
        assertThat(page).doesNotContain("src=").doesNotContain("<link").doesNotContain("@import");
    }

    @Test
    void nothing_in_a_history_can_end_the_script_that_it_stands_in() throws IOException {
        String page = page("</script><b>&", Recipe.register(1, 5, 1));
        assertThat(page).doesNotContain("</script><b>").contains("&lt;/script&gt;&lt;b&gt;&amp;");
        String hostile = new kyoten.history.Value.Text("</script>").toString();
        kyoten.history.HistoryBuilder builder =
                new kyoten.history.HistoryBuilder("test", kyoten.history.Ties.AS_WRITTEN);
        builder.add(kyoten.history.Entry.invoke(
                "0",
                "write",
                kyoten.history.Value.NIL,
                kyoten.history.Value.of(hostile),
                kyoten.history.Entry.NO_TIME));
        History history = builder.build();
        StringWriter out = new StringWriter();
        new Page("x", history, new Verdict.Unknown(new kyoten.check.Claim("c", "s"), "why"), List.of()).write(out);
        assertThat(out.toString().split("</script>", -1)).hasSize(3);
    }

    @Test
    void a_browser_draws_ten_thousand_operations_and_the_witness() throws Exception {
        Option<String> browser = browser();
        assumeTrue(browser.isDefined(), "no headless browser on the PATH");
        Path page = folder.resolve("page.html");
        Recipe recipe = Recipe.register(3, 10_000, 10)
                .withKeys(5)
                .withMix(new Recipe.Mix(0.4, 0.1, 0.01, 0.2))
                .withViolation(Violation.STALE_READ, 0.9);
        Files.writeString(page, page("many", recipe));
        String dom = dom(browser.get(), page);
        assertThat(dom)
                .contains("data-drawn=\"10000\"")
                .contains("10,000 of 10,000 operations")
                .contains("witness");
    }

    private String dom(String browser, Path page) throws IOException, InterruptedException {
        File out = folder.resolve("dom.html").toFile();
        Process process = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assumeTrue(ended, "the browser did not end");
        return Files.readString(out.toPath(), StandardCharsets.UTF_8);
    }

    private static Option<String> browser() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Option.ofOptional(Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst());
    }

    private static String page(String title, Recipe recipe) throws IOException {
        Checker checker = Models.named("register").get().checker().apply(Settings.usual());
        History history = Generator.generate(recipe);
        Verdict verdict = checker.check(history);
        List<int[]> orders = verdict.holds() ? Models.orders(checker, history, Limits.none()) : List.of();
        StringWriter out = new StringWriter();
        new Page(title, history, verdict, orders).write(out);
        return out.toString();
    }
}
