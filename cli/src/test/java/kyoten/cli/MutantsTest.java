package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantsTest {
    private static final String APPLY = "Seq<Sibling> remaining = remaining(context);";

    @TempDir
    Path folder;

    @Test
    void mutants_that_no_test_noticed_are_hunted_even_if_they_loop_for_ever() throws IOException {
        String report = new PitFolder(folder)
                .with("KILLED", source -> source)
                .with("SURVIVED", source -> source)
                .with("NO_COVERAGE", source -> source.replace(APPLY, APPLY + " while (live != null) {}"))
                .with("SURVIVED", source -> source.replace(APPLY, "Seq<Sibling> remaining = live;"))
                .written();
        Shell shell = Shell.kyoten(
                "mutants", report, "--in", "leader-crashes", "--jobs", "1", "--limit", "10", "--markdown", "--json");
        assertThat(shell.status()).as(shell.err()).isEqualTo(1);
        String name = "kyoten.causal.Siblings.has:7  a change";
        assertThat(shell.out().lines())
                .startsWith(
                        "4 mutants, 3 of them unnoticed by the unit tests; 1 scenario, seed 1",
                        "survived  " + name,
                        "killed    " + name + "  by run-ends in leader-crashes, seed 1, run 1",
                        "killed    " + name + "  by linearizable-within-site in leader-crashes, seed 1, run 1")
                .contains("| kyoten.causal | 4 | 1 | 2 | 1 |", "| run-ends | 1 |");
        assertThat(shell.lastLine())
                .startsWith("{\"mutants\":4,\"killedByTests\":1,\"hunted\":3,\"killed\":2,\"survived\":1,\"fates\":[{")
                .contains("\"because\":\"no end within 10 s\"");
    }

    @Test
    void a_mutant_whose_class_cannot_be_loaded_is_killed() throws IOException {
        String report = new PitFolder(folder).with("SURVIVED", source -> source).written();
        Path classFile = folder.resolve("export/kyoten/causal/Siblings/mutants/0/kyoten.causal.Siblings.class");
        Files.write(classFile, new byte[] {1});
        Shell shell = Shell.kyoten("mutants", report, "--in", "leader-crashes", "--of", "kyoten.causal");
        assertThat(shell.status()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("killed    kyoten.causal.Siblings.has:7  a change  by no-node-fails");
    }

    @Test
    void a_report_that_is_none_is_told_with_what_it_lacks() throws IOException {
        assertWrong("there is no such file or folder", folder.resolve("nowhere").toString());
        Files.writeString(folder.resolve("mutations.xml"), "<mutations>");
        assertWrong("mutations.xml is not what PIT writes: ", folder.toString());
        assertWrong("export is missing: PIT writes it with", new PitFolder(folder).written());
        Files.createDirectories(folder.resolve("export"));
        assertWrong("tells of no mutants", folder.toString());
        String more = new PitFolder(folder).told("SURVIVED").written();
        assertWrong("a mutant that was not exported: kyoten.causal.Siblings has", more);
    }

    @Test
    void classes_that_no_mutant_is_of_and_numbers_below_their_bounds_are_wrong_usage() throws IOException {
        String report = new PitFolder(folder).with("SURVIVED", source -> source).written();
        assertWrong("tells of no mutants of [kyoten.causal.Sibling]", report, "--of", "kyoten.causal.Sibling");
        assertWrong("--limit and --jobs expect 1 or more", report, "--limit", "0");
        assertWrong("There is no scenario 'leader-crash'. Did you mean", report, "--in", "leader-crash");
    }

    private static void assertWrong(String why, String... words) {
        Shell shell = Shell.kyoten(Vector.of(words).prepend("mutants").toJavaArray(String[]::new));
        assertThat(shell.err()).contains(why);
        assertThat(shell.status()).isEqualTo(64);
    }
}
