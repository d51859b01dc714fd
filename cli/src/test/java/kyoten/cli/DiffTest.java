package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffTest {
    @TempDir
    private Path folder;

    @Test
    void a_seed_and_its_saved_plan_are_alike() {
        Path plan = saved();
        Shell shell = Shell.kyoten("diff", "pings:4", plan.toString());
        assertThat(shell.out()).contains("the runs are alike, event by event");
        assertThat(shell.status()).isZero();
    }

    @Test
    void an_edited_plan_parts_and_the_difference_of_the_plans_is_told() throws IOException {
        Path plan = saved();
        Files.writeString(plan, Files.readString(plan).replaceFirst("\\{\"number\":.*,\\n", ""));
        Shell shell = Shell.kyoten("diff", "pings:4", plan.toString(), "--json");
        assertThat(shell.out())
                .contains("1 operations only in A:")
                .contains("in common, the last of them:")
                .contains("in A:")
                .contains("what brought it about in A: the plan");
        assertThat(shell.status()).isEqualTo(1);
        JsonNode line = JsonMapper.shared().readTree(shell.lastLine());
        assertThat(line.get("alike").booleanValue()).isFalse();
        assertThat(line.get("a").get("lines").get(0).stringValue()).contains("asked 1: ");
    }

    @Test
    void other_seeds_are_compared_loosely() {
        Shell shell = Shell.kyoten("diff", "pings:4", "pings:5");
        assertThat(shell.out()).contains("seed: 4 / 5").contains("compared loosely: ");
        assertThat(shell.status()).isEqualTo(1);
    }

    @Test
    void another_build_runs_the_same_plan() throws IOException {
        Shell shell = Shell.kyoten("diff", "pings:4", "--jar", thisBuild().toString());
        assertThat(shell.out()).contains("the runs are alike");
        assertThat(shell.status()).as(shell.err()).isZero();
    }

    @Test
    void what_is_no_build_of_kyoten_is_told() throws IOException {
        Path jar = folder.resolve("other.jar");
        Files.writeString(jar, "no jar");
        Shell shell = Shell.kyoten("diff", "pings:4", "--jar", jar.toString());
        assertThat(shell.err()).startsWith("--jar: " + jar + " printed no trace that this build reads");
        assertThat(shell.status()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pings:4             | expected two runs, A and B, or one and --jar JAR",
                "pings:4 none.json   | none.json: there is no such file; expected a plan's file, or NAME:SEED such as pings:4",
                "pinks:4 pings:4     | There is no scenario 'pinks'. Did you mean 'pings'?",
                "pings:99999999999999999999 pings:4 | pings:99999999999999999999: the seed is no whole number of 64 bits",
                "pings:4 --jar none.jar | --jar: none.jar: there is no such file; expected the kyoten.jar of another build",
            })
    void wrong_runs_are_told_and_exit_with_64(String words, String message) {
        Shell shell = Shell.kyoten(("diff " + words.strip()).split(" "));
        assertThat(shell.err()).startsWith(message.strip());
        assertThat(shell.status()).isEqualTo(64);
    }

    private Path saved() {
        Path plan = folder.resolve("plan.json");
        Shell.kyoten("replay", "pings", "--seed", "4", "--no-folder", "--save-plan", plan.toString());
        return plan;
    }

    /** A jar that runs the classes of this very process. */
    private Path thisBuild() throws IOException {
        StringBuilder classes = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            classes.append(Path.of(entry).toUri()).append(' ');
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
        Path jar = folder.resolve("kyoten.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("empty"));
        }
        return jar;
    }
}
