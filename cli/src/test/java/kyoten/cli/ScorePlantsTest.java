package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.score.Arena;
import kyoten.scenario.score.Hunt.Find;
import kyoten.scenario.score.Hunt.Hunted;
import kyoten.scenario.score.Plant;
import kyoten.scenario.score.Score;
import org.junit.jupiter.api.Test;

class ScorePlantsTest {
    private static final String MARKS =
            "# Score\n\n<!-- scores: written by ./kyoten score --write -->\n%s<!-- end of scores -->\n\nMore.\n";

    @Test
    void a_planted_bug_is_found_and_told_in_a_table_and_a_line_for_programs() {
        Shell shell = Shell.kyoten(
                "score", "gwrite-ignores-context", "--campaigns", "1", "--seeds", "1..3", "--shrink", "0", "--json");
        assertThat(shell.status()).as(shell.err()).isZero();
        assertThat(shell.firstLine()).startsWith("1 bug, seeds from 1, at most 3 in each of 1 campaign");
        assertThat(shell.out()).contains("gwrite-ignores-context  linearizable-within-site  1 of 1");
        assertThat(shell.lastLine()).startsWith("{\"bugs\":1,\"found\":1,\"alarms\":0,\"scores\":[{");
    }

    @Test
    void an_unknown_bug_is_told_with_the_nearest() {
        Shell shell = Shell.kyoten("score", "gwrite-ignore-context");
        assertThat(shell.err()).startsWith("There is no planted bug 'gwrite-ignore-context'. Did you mean 'gwrite-");
        assertThat(shell.status()).isEqualTo(64);
    }

    @Test
    void a_find_of_another_search_is_told_with_the_file_of_its_plan() {
        Shell shell = Shell.kyoten(
                "score",
                "gwrite-ignores-context",
                "--search",
                "priorities",
                "--campaigns",
                "1",
                "--seeds",
                "1..3",
                "--shrink",
                "0",
                "--in",
                "leader-crashes");
        assertThat(shell.status()).as(shell.err()).isZero();
        String file = "runs/finds/gwrite-ignores-context-leader-crashes-1.plan.json";
        assertThat(shell.lastLine()).endsWith("./kyoten replay --plan " + file);
        assertThat(Shell.kyoten("replay", "--plan", file, "--no-folder").status())
                .isZero();
    }

    @Test
    void searches_are_compared_in_the_same_processor_time() {
        Shell shell = Shell.kyoten(
                "score", "gwrite-ignores-context", "--compare", "--cpu", "1", "--jobs", "1", "--in", "leader-crashes");
        assertThat(shell.status()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("CPU s a find", "plain", "priorities", "guided");
    }

    @Test
    void an_unknown_search_is_wrong_usage() {
        Shell shell = Shell.kyoten("score", "--search", "best");
        assertThat(shell.err()).contains("expected plain, priorities, guided; found 'best'");
        assertThat(shell.status()).isEqualTo(64);
        assertThat(Shell.kyoten("score", "--compare", "--json").status()).isEqualTo(64);
        assertThat(Shell.kyoten("score", "--write", "--search", "guided").status())
                .isEqualTo(64);
    }

    @Test
    void numbers_below_their_bounds_are_wrong_usage() {
        assertThat(Shell.kyoten("score", "--campaigns", "0").status()).isEqualTo(64);
    }

    @Test
    void the_page_keeps_the_rows_of_other_bugs_and_drops_those_of_bugs_that_are_gone() {
        String page =
                MARKS.formatted("\n| bug |\n| --- |\n| [gone](x) | old |\n| [kept](x) | old |\n| [new](x) | old |\n\n");
        String updated = ScorePage.updated(page, Vector.of(score("new")), name -> !name.equals("gone"));
        assertThat(updated)
                .contains("| [kept](x) | old |")
                .doesNotContain("[gone]")
                .doesNotContain("[new](x)");
        assertThat(updated)
                .contains("| [new](../scenarios/src/planted/new.patch) | a | 2 of 3 | one | 7 | 4 | 2.5 | "
                        + "3 ops, 1 fault | b in two, run 3 |");
        assertThat(ScorePage.updated(updated, Vector.of(score("new")), name -> true))
                .isEqualTo(updated);
    }

    @Test
    void the_middle_campaign_is_shown_and_one_without_a_find_is_the_latest() {
        assertThat(ScoreTable.of(Vector.of(score("new"))).rows().get(0)).contains("2 of 3", "7");
        assertThat(new Score(plant("p"), Vector.of(missed(), found(5), missed()), Option.none(), Vector.empty())
                        .median())
                .isEmpty();
    }

    private static Score score(String name) {
        Arena.Shrunk shrunk = new Arena.Shrunk(PlanText.write(ofThree()), 10, 400, 20, true, true, 1_000_000_000L);
        return new Score(plant(name), Vector.of(found(7), missed(), found(2)), Option.some(shrunk), Vector.empty());
    }

    /** Three operations and a fault. */
    private static Plan ofThree() {
        Plan drawn = Catalogue.find("pings").get().plan(1);
        PlannedFault crash = new PlannedFault(new Trigger.At(1), new Action.Crash(Target.server(1)), 1);
        return drawn.withOperations(drawn.operations().take(3)).withFaults(Vector.of(crash));
    }

    private static Plant plant(String name) {
        return new Plant(name, "", Vector.of("a"), Vector.empty(), "", Vector.empty());
    }

    private static Hunted found(long run) {
        Find find = new Find("a", "it is", "one", 0, run, Option.none(), run, (run + 1) / 2, 2_500_000_000L);
        return new Hunted(Option.some(find), TreeMap.of("a", find), run, 2_500_000_000L, Vector.empty());
    }

    private static Hunted missed() {
        Find beside = new Find("b", "it is", "two", 1, 2, Option.none(), 3, 2, 1_000_000_000L);
        return new Hunted(Option.none(), TreeMap.of("b", beside), 40, 9_000_000_000L, Vector.empty());
    }
}
