package kyoten.scenario.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.check.Claim;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.scenario.run.Seeds;
import org.junit.jupiter.api.Test;

class HuntTest {
    private static final String HEADER = "Breaks: that gwrites clean up\nClaim: linearizable-within-site\n"
            + "Scenario: none\nSource: riak_kv 746\n\n";
    private static final String FILE = "core/src/main/java/kyoten/site/Updates.java";
    private static final String DIFF = "--- a/" + FILE + "\n+++ b/" + FILE + "\n@@ -1 +1 @@\n"
            + "-                : ContextSeal.open(update.getContext());\n+                : VersionVector.empty();\n";

    /** Breaks claims in given runs: one letter a run, a for the plant's claim, b for another one, a dot for none. */
    private record Letters(String runs) implements Arena {
        @Override
        public Vector<String> scenarios() {
            return Vector.of("one", "two");
        }

        @Override
        public Vector<String> claims() {
            return Vector.of("a", "b");
        }

        @Override
        public Vector<Verdict.Broken> run(int scenario, long seed) {
            char letter = runs.charAt((int) (2 * (seed - 1)) + scenario);
            return letter == '.'
                    ? Vector.empty()
                    : Vector.of(new Verdict.Broken(
                            new Claim(String.valueOf(letter), ""), "it is", Witness.of(History.empty())));
        }

        @Override
        public Vector<Verdict.Broken> replay(String plan) {
            return Vector.empty();
        }

        @Override
        public Option<Shrunk> shrink(int scenario, long seed, String claim, int mostRuns) {
            return Option.none();
        }
    }

    private static Hunt.Hunted hunt(String planted, String clean) {
        return hunt(planted, clean, Vector.of(0, 1));
    }

    private static Hunt.Hunted hunt(String planted, String clean, Vector<Integer> places) {
        Plant plant = new Plant("p", "", Vector.of("a"), Vector.empty(), "", Vector.empty());
        return Hunt.hunt(
                plant,
                new Letters(planted),
                new Letters(clean),
                places,
                new Seeds(1, planted.length() / 2),
                1,
                run -> {});
    }

    @Test
    void the_first_run_that_breaks_the_claim_is_the_find() {
        Hunt.Hunted hunted = hunt(".....aa.", "........");
        assertThat(hunted.find().map(Hunt.Find::scenario)).contains("two");
        assertThat(hunted.find().map(Hunt.Find::seed)).contains(3L);
        assertThat(hunted.find().map(Hunt.Find::run)).contains(6L);
        assertThat(hunted.runs()).isEqualTo(6);
    }

    @Test
    void another_claim_is_told_and_is_no_find() {
        Hunt.Hunted hunted = hunt("..b...a.", "........");
        assertThat(hunted.find().map(Hunt.Find::run)).contains(7L);
        assertThat(hunted.firsts().get("b").map(Hunt.Find::run)).contains(3L);
    }

    @Test
    void what_the_clean_version_breaks_too_is_an_alarm_and_no_find() {
        Hunt.Hunted hunted = hunt(".a...a..", ".a......");
        assertThat(hunted.find().map(Hunt.Find::run)).contains(6L);
        assertThat(hunted.alarms().map(Hunt.Find::run)).containsExactly(2L);
    }

    @Test
    void a_hunt_in_one_scenario_leaves_out_the_others() {
        Hunt.Hunted hunted = hunt("a....a", "......", Vector.of(1));
        assertThat(hunted.find().map(Hunt.Find::scenario)).contains("two");
        assertThat(hunted.find().map(Hunt.Find::seed)).contains(3L);
        assertThat(hunted.find().map(Hunt.Find::run)).contains(3L);
    }

    @Test
    void a_hunt_without_a_find_ends_with_its_seeds() {
        Hunt.Hunted hunted = hunt("..b.", "....");
        assertThat(hunted.find()).isEmpty();
        assertThat(hunted.runs()).isEqualTo(4);
    }

    @Test
    void a_bug_is_found_in_the_planted_version_and_not_in_the_same_classes_without_it() {
        Versions versions = Sources.versions();
        Plant plant = Plant.read("gwrite-ignores-context", HEADER + DIFF);
        Hunt.Hunted hunted = Hunt.hunt(
                plant, versions.planted(plant), versions.reloaded(), Vector.range(0, 8), new Seeds(1, 3), 1, run -> {});
        assertThat(hunted.find()).isNotEmpty();
        assertThat(hunted.alarms()).isEmpty();
        assertThat(Versions.clean()
                        .run(hunted.find().get().place(), hunted.find().get().seed()))
                .isEmpty();
    }

    @Test
    void a_diff_of_other_sources_does_not_apply() {
        Plant plant = Plant.read("p", HEADER + DIFF.replace("ContextSeal.open", "ContextSeal.opened"));
        assertThatThrownBy(() -> Sources.versions().planted(plant))
                .isInstanceOf(BadPlant.class)
                .hasMessageStartingWith("p: the patch does not apply to " + FILE + " any more");
    }

    @Test
    void what_does_not_compile_is_told_with_its_place() {
        Plant plant = Plant.read("p", HEADER + DIFF.replace("VersionVector.empty()", "VersionVector.none()"));
        assertThatThrownBy(() -> Sources.versions().planted(plant))
                .isInstanceOf(BadPlant.class)
                .hasMessageContaining("don't compile: ")
                .hasMessageContaining("Updates.java");
    }

    @Test
    void a_header_without_its_claim_is_told() {
        assertThatThrownBy(() -> Plant.read("p", HEADER.replace("Claim: ", "Clam: ") + DIFF))
                .isInstanceOf(BadPlant.class)
                .hasMessage("p: the header has no line 'Claim: …'");
    }

    @Test
    void what_git_writes_above_a_diff_may_stay() {
        String first = "diff --git a/core/A.java b/core/A.java\nindex 70d0f17..2263b8e 100644\n"
                + "--- a/core/A.java\n+++ b/core/A.java\n@@ -1,2 +1,2 @@\n-a\n+b\n c\n";
        Plant plant = Plant.read("p", HEADER + first + first.replace("A.java", "B.java"));

        assertThat(plant.changes()).map(Plant.Change::path).containsExactly("core/A.java", "core/B.java");
    }

    @Test
    void a_file_without_a_diff_is_told() {
        assertThatThrownBy(() -> Plant.read("p", HEADER))
                .isInstanceOf(BadPlant.class)
                .hasMessageContaining("'--- a/…'");
    }

    @Test
    void a_claim_or_scenario_that_there_is_not_is_told() {
        assertThatThrownBy(() ->
                        Sources.versions().planted(Plant.read("p", HEADER.replace("within-site", "everywhere") + DIFF)))
                .hasMessageStartingWith("p: there is no claim 'linearizable-everywhere'");
        assertThatThrownBy(() -> Sources.versions().planted(Plant.read("p", HEADER.replace("none", "no-such") + DIFF)))
                .hasMessage("p: there is no scenario 'no-such'");
    }
}
