package kyoten.scenario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The sources of the published example compile against what is published, and find what they are to find. */
final class ExampleTest {
    private static final Path SOURCES = Path.of("..", "docs", "example", "src", "test", "java", "notebook");

    @TempDir
    private Path folder;

    @Test
    void a_notebook_keeps_its_word() throws Exception {
        TestExecutionSummary summary = simulated("", "");
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getTestsFailedCount()).isZero();
    }

    @Test
    void a_notebook_that_answers_before_its_sync_is_found_out() throws Exception {
        TestExecutionSummary summary = simulated(
                "return new Step<>(waiting, effects.append(new Effect.Sync(sync, LOG)));",
                "return new Step<>(waiting, effects.append(new Effect.Sync(sync, LOG)).append(send));");
        assertThat(summary.getFailures()).hasSize(1);
        assertThat(summary.getFailures().get(0).getException())
                .hasMessageStartingWith("BROKEN linearizable-put-get-out")
                .hasMessageContaining(
                        "mvn test -Dtest=notebook.NotebookTest#what_is_written_down_stays -Dkyoten.seed=");
    }

    private TestExecutionSummary simulated(String code, String instead) throws Exception {
        compile(code, instead);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> test = loader.loadClass("notebook.NotebookTest");
            return Launched.summary(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectMethod(test, "what_is_written_down_stays"))
                    .configurationParameter(
                            Performance.RUNS, folder.resolve("runs").toString())
                    .build());
        }
    }

    private void compile(String code, String instead) throws IOException {
        Path changed = Files.createDirectories(folder.resolve("sources"));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                String text = Files.readString(source);
                Files.writeString(changed.resolve(source.getFileName()), text.replace(code, instead));
            }
        }
        String notebook = Files.readString(changed.resolve("Notebook.java"));
        assertThat(notebook).contains(instead);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.list(changed)) {
            List<String> options = List.of("-d", folder.toString(), "-proc:none");
            boolean compiled = compiler.getTask(
                            errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources.toList()))
                    .call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
    }
}
