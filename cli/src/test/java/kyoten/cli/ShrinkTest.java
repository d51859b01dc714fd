package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkTest {
    @TempDir
    private Path folder;

    /** A failure of the real code: two sites that never reach each other, and are to agree. */
    private Path failing() throws IOException {
        Plan drawn = Catalogue.find("writes-on-both-sides").get().plan(1);
        Topology topology = drawn.options().topology();
        Topology apart = new Topology(topology.sites(), topology.homes(), Vector.empty());
        Path file = folder.resolve("failing.json");
        Files.writeString(file, PlanText.write(drawn.withOptions(drawn.options().with(apart))));
        return file;
    }

    @Test
    void what_is_left_is_told_and_written_as_a_plan_and_as_a_test() throws IOException {
        Path out = folder.resolve("small.json");
        Path test = folder.resolve("src/test/java/my/own/FoundTest.java");
        Shell shell = Shell.kyoten(
                "shrink", "--plan", failing().toString(), "--out", out.toString(), "--junit", test.toString());
        assertThat(shell.out())
                .containsPattern("(?m)^ +before  after$")
                .containsPattern("(?m)^operations +\\d{3} +\\d$")
                .contains("; two replays were alike", "./kyoten replay --plan " + out, test + " is a test of it");
        assertThat(shell.status()).isEqualTo(1);
        assertThat(PlanText.read(Files.readString(out)).get().operations().size())
                .isBetween(1, 10);
        assertThat(Files.readString(test)).startsWith("package my.own;\n").contains("class FoundTest {");
    }

    @Test
    void a_run_that_is_fine_leaves_nothing_to_shrink() {
        Shell shell = Shell.kyoten("shrink", "pings", "--seed", "4");
        assertThat(shell.out()).contains("nothing to make small");
        assertThat(shell.status()).isZero();
    }

    @Test
    void a_file_that_can_hold_no_class_is_refused_before_anything_runs() {
        for (String bad : new String[] {"Found.txt", "no-name.java", "1.java", ".java"}) {
            Shell shell = Shell.kyoten("shrink", "pings", "--seed", "4", "--junit", bad);
            assertThat(shell.err()).startsWith("--junit expects a file of a Java class");
            assertThat(shell.out()).isEmpty();
            assertThat(shell.status()).isEqualTo(64);
        }
    }

    @Test
    void a_plan_and_a_seed_exclude_each_other_and_one_is_needed() throws IOException {
        assertThat(Shell.kyoten(
                                "shrink",
                                "pings",
                                "--seed",
                                "4",
                                "--plan",
                                failing().toString())
                        .status())
                .isEqualTo(64);
        assertThat(Shell.kyoten("shrink", "pings").status()).isEqualTo(64);
    }
}
