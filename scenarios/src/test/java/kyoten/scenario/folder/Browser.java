package kyoten.scenario.folder;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vavr.control.Option;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window, if this machine has one. */
record Browser(String program, Path folder) {
    private static final int SECONDS = 120;

    /** The first one on the PATH; without one, the test that asked is skipped. */
    static Browser orSkip(Path folder) {
        String path = System.getenv().getOrDefault("PATH", "");
        Option<String> found = Option.ofOptional(Stream.of(
                        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(where -> Path.of(where, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst());
        assumeTrue(found.isDefined(), "no headless browser on the PATH");
        return new Browser(found.get(), folder);
    }

    /** What a page has become when its scripts have run. */
    String dom(Path page, String hash) throws IOException, InterruptedException {
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        program,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1600,900",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        page.toUri() + hash)
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assumeTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the browser did not end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(dom, StandardCharsets.UTF_8);
    }
}
