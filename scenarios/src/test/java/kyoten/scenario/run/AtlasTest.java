package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.function.IntFunction;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Trigger;
import org.junit.jupiter.api.Test;

class AtlasTest {
    private static final Scenario SCENARIO = Catalogue.find("ruined-disk").get();

    /** One that holds an entry which is on its way to the others still may not be lost at that moment. */
    @Test
    void one_of_three_disks_may_be_lost_and_no_other_after_it() {
        Vector<String> struck =
                struck(Vector.rangeClosed(1, 6).map(i -> at(0.3 * i, new Action.Wipe(Target.server(1 + i % 3)))));
        Vector<String> lost = struck.reject(line -> line.endsWith("left out"));
        assertThat(struck).hasSize(6);
        assertThat(lost.map(line -> line.replaceFirst(".*(server [123]).*", "$1"))
                        .distinct())
                .as(struck.toString())
                .hasSize(1);
    }

    @Test
    void nothing_is_restored_of_which_no_image_was_kept() {
        assertThat(struck(server -> new Action.RestoreImage(Target.server(server))))
                .allMatch(line -> line.endsWith("left out"));
    }

    @Test
    void an_image_that_was_kept_is_restored() {
        PlannedFault kept = at(1, new Action.KeepImage(Target.server(2)));
        PlannedFault restored = at(2, new Action.RestoreImage(Target.server(2)));
        assertThat(struck(Vector.of(kept, restored))).hasSize(2).noneMatch(line -> line.endsWith("left out"));
    }

    @Test
    void a_record_rots_on_one_disk_of_three_with_mercy_and_on_two_without() {
        int newest = Action.MILLION - 1;
        assertThat(struck(server -> new Action.Rot(Target.server(server), newest))
                        .count(line -> line.endsWith("left out")))
                .isEqualTo(2);
        assertThat(struck(server -> new Action.Ruin(Target.server(server), newest))
                        .count(line -> line.endsWith("left out")))
                .isLessThan(2);
    }

    /** The same happens to each of three servers, in one moment of a quiet run. */
    private static Vector<String> struck(IntFunction<Action> action) {
        return struck(Vector.rangeClosed(1, 3).map(server -> at(1, action.apply(server))));
    }

    private static PlannedFault at(double second, Action action) {
        return new PlannedFault(new Trigger.At((long) (second * Times.SECOND)), action, Times.SECOND / 2);
    }

    private static Vector<String> struck(Vector<PlannedFault> faults) {
        Plan any = SCENARIO.plan(1);
        return Simulation.run(new Plan(any.scenario(), any.seed(), any.options(), any.operations(), faults), SCENARIO)
                .struck();
    }
}
