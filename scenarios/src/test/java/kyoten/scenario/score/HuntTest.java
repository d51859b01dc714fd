package kyoten.scenario.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import kyoten.check.Verdict;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.search.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HuntTest {
    private static final String HEADER = "Breaks: that gwrites clean up\nClaim: linearizable-within-site\n"
            + "Scenario: none\nSource: riak_kv 746\n\n";
    private static final String FILE = "core/src/main/java/kyoten/site/Updates.java";
    private static final Hunt.Effort ONE_JOB = Hunt.Effort.unlimited(1, run -> {});
    private static final String DIFF = "--- a/" + FILE + "\n+++ b/" + FILE + "\n@@ -1 +1 @@\n"
            + "-                : ContextSeal.open(update.getContext());\n+                : VersionVector.empty();\n";

    private static Hunt.Hunted hunt(String planted, String clean) {
        return hunt(planted, clean, Vector.of(0, 1));
    }

    private static Hunt.Hunted hunt(String planted, String clean, Vector<Integer> places) {
        Plant plant = new Plant("p", "", Vector.of("a"), Vector.empty(), "", Vector.empty());
        return Hunt.hunt(
                plant,
                new Letters(planted),
                new Letters(clean),
                Strategy.PLAIN.begin(Vector.empty(), places, new Seeds(1, planted.length() / 2)),
                ONE_JOB);
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
                plant,
                versions.planted(plant),
                versions.reloaded(),
                Strategy.PLAIN.begin(Vector.empty(), Vector.range(0, 8), new Seeds(1, 3)),
                ONE_JOB);
        assertThat(hunted.find()).isNotEmpty();
        assertThat(hunted.alarms()).isEmpty();
        assertThat(Versions.clean()
                        .run(hunted.find().get().place(), hunted.find().get().seed()))
                .isEmpty();
    }

    private static Hunt.Hunted hunt(Strategy strategy, Versions versions, int jobs) {
        Plant plant = Plant.read("gwrite-ignores-context", HEADER + DIFF);
        return Hunt.hunt(
                plant,
                versions.planted(plant),
                versions.reloaded(),
                strategy.begin(Catalogue.all(), Vector.of(0, 1, 2), new Seeds(1, 12)),
                Hunt.Effort.unlimited(jobs, run -> {}));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void every_search_finds_a_bug_and_its_find_is_found_again(Strategy strategy) {
        Versions versions = Sources.versions();
        Hunt.Find find = hunt(strategy, versions, 1).find().get();
        assertThat(find.plan().isDefined()).isEqualTo(strategy != Strategy.PLAIN);
        Plant plant = Plant.read("gwrite-ignores-context", HEADER + DIFF);
        assertThat(find.plan()
                        .map(plan ->
                                versions.planted(plant).run(find.place(), plan).broken())
                        .getOrElse(() -> versions.planted(plant).run(find.place(), find.seed()))
                        .map(Verdict.Broken::because))
                .contains(find.because());
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void a_search_does_the_same_runs_whatever_the_number_of_jobs(Strategy strategy) {
        Vector<Vector<String>> plans = Vector.of(1, 3).map(jobs -> {
            Recording planted = new Recording();
            Hunt.hunt(
                    new Plant("p", "", Vector.of("a"), Vector.empty(), "", Vector.empty()),
                    planted,
                    planted,
                    strategy.begin(Catalogue.all(), Vector.of(0, 1), new Seeds(1, 20)),
                    Hunt.Effort.unlimited(jobs, run -> {}));
            return Vector.ofAll(planted.runs).sorted();
        });
        assertThat(plans.get(0)).hasSize(40).isEqualTo(plans.get(1));
    }

    /** Breaks nothing, writes down what it runs, and makes something of each plan's text its signature. */
    private static final class Recording implements Arena {
        private final Queue<String> runs = new ConcurrentLinkedQueue<>();

        @Override
        public Vector<String> scenarios() {
            return Vector.of("one", "two");
        }

        @Override
        public Vector<String> claims() {
            return Vector.of("a");
        }

        @Override
        public Vector<Verdict.Broken> run(int scenario, long seed) {
            runs.add(scenario + " " + seed);
            return Vector.empty();
        }

        @Override
        public Played run(int scenario, String plan) {
            runs.add(scenario + " " + plan);
            return new Played(Vector.empty(), TreeSet.of((long) plan.length()));
        }

        @Override
        public Option<Shrunk> shrink(int scenario, long seed, Option<String> plan, String claim, int mostRuns) {
            return Option.none();
        }
    }

    @Test
    void a_hunt_ends_when_its_time_is_used_up() {
        Hunt.Hunted hunted = Hunt.hunt(
                new Plant("p", "", Vector.of("a"), Vector.empty(), "", Vector.empty()),
                new Recording(),
                new Recording(),
                Strategy.PLAIN.begin(Vector.empty(), Vector.of(0), new Seeds(1, 1000)),
                new Hunt.Effort(1, 1, run -> {}));
        assertThat(hunted.runs()).isLessThan(1000);
        assertThat(hunted.find()).isEmpty();
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
