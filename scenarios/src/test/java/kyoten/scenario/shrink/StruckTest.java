package kyoten.scenario.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.plan.Trigger.OnMark;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.Test;

class StruckTest {
    private static final Scenario SCENARIO = Catalogue.find("leader-crashes").get();
    private static final PlannedFault WAITING = new PlannedFault(
            new OnMark("appended-unsynced", Option.none(), 30, 100_000),
            new Action.Crash(Target.leader()),
            300_000_000);

    private static RunResult run(PlannedFault fault) {
        Plan drawn = SCENARIO.plan(1);
        return Simulation.run(
                drawn.withFaults(Vector.of(fault))
                        .withOperations(drawn.operations().take(100)),
                SCENARIO);
    }

    @Test
    void the_first_mark_since_the_thirtieth_is_the_thirtieth() {
        RunResult before = run(WAITING);
        PlannedFault since = Struck.sinceThen(WAITING, before).get();
        assertThat(((OnMark) since.trigger()).times()).isEqualTo(1);
        assertThat(run(since).tallies().traceHash()).isEqualTo(before.tallies().traceHash());
        assertThat(Struck.sinceThen(since, before)).isEmpty();
    }

    @Test
    void a_fault_strikes_at_the_time_at_which_it_struck() {
        RunResult before = run(WAITING);
        PlannedFault timed = Struck.at(WAITING, before).get();
        assertThat(timed.trigger()).isInstanceOf(Trigger.At.class);
        assertThat(run(timed).struck()).isEqualTo(before.struck());
        assertThat(Struck.at(timed, before)).isEmpty();
    }

    @Test
    void a_fault_that_never_struck_has_no_time() {
        PlannedFault never = Trimmed.with(WAITING, new OnMark("never", Option.none(), 2, 0));
        assertThat(Struck.sinceThen(never, run(never))).isEmpty();
    }
}
