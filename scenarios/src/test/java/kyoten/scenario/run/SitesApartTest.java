package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.linear.Registers;
import kyoten.check.site.Availability;
import kyoten.history.Mark;
import kyoten.history.Op;
import kyoten.scenario.Nemesis;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.StoreSubject;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import org.junit.jupiter.api.Test;

/** Several sites in one run, each a store of its own that knows nothing of the others. */
class SitesApartTest {
    private static final Scenario APART = Scenario.of("apart", "Each site keeps its own promises")
            .on(new StoreSubject())
            .sites(2, 4)
            .servers(1, 3)
            .clients(3, 6)
            .keys(2, 3)
            .apart(Duration.ofMillis(1), Duration.ofMillis(100))
            .stirring(Duration.ofSeconds(1), Duration.ofSeconds(2))
            .settling(Duration.ofSeconds(16))
            .doing(Workload.manySites())
            .suffering(crashes().somewhere())
            .claiming(
                    Registers.withinSite(),
                    new Availability(Duration.ofSeconds(2).toNanos()));

    private static Nemesis crashes() {
        Range often = Range.between(Duration.ofMillis(200), Duration.ofMillis(700));
        return Nemesis.every(often, often, "crashes", (draw, options, i) -> new Action.Crash(Target.leader()));
    }

    @Test
    void each_site_answers_its_own_clients_and_keeps_its_registers() {
        for (long seed = 1; seed <= 20; seed++) {
            Plan plan = APART.plan(seed);
            RunResult run = Simulation.run(plan, APART);
            assertThat(run.broken()).as("seed %d", seed).isEmpty();
            Vector<String> sites =
                    plan.options().topology().sites().map(site -> site.name()).toVector();
            assertThat(Vector.ofAll(run.history().ops()).map(Op::site).distinct())
                    .containsExactlyInAnyOrderElementsOf(sites);
            assertThat(Vector.ofAll(run.history().marks()).filter(Mark.Majority.class::isInstance))
                    .hasSize(sites.size());
            assertThat(run.history().marks()).anyMatch(Mark.Settled.class::isInstance);
        }
    }

    @Test
    void what_is_read_at_a_site_was_written_there() {
        RunResult run = Simulation.run(APART.plan(3), APART);
        for (Op read : run.history().ops()) {
            if (read.f().equals("read") && read.ok() && !read.output().isNil()) {
                assertThat(Vector.ofAll(run.history().ops()))
                        .anyMatch(write -> write.input().equals(read.output())
                                && write.site().equals(read.site()));
            }
        }
    }

    @Test
    void a_fault_strikes_the_leader_of_its_own_site() {
        Plan drawn = APART.plan(5);
        PlannedFault fault = drawn.faults().head();
        RunResult run = Simulation.run(drawn.withFaults(Vector.of(fault.at(2))), APART);
        assertThat(run.struck()).hasSize(1);
        assertThat(run.struck().head()).contains("at site 2").contains("[osaka/");
    }

    @Test
    void images_that_were_never_kept_are_not_restored() {
        Plan drawn = APART.plan(5);
        PlannedFault fault = drawn.faults().head();
        PlannedFault restore = new PlannedFault(fault.trigger(), new Action.RestoreImages(), 1, 1);
        assertThat(Simulation.run(drawn.withFaults(Vector.of(restore)), APART)
                        .struck()
                        .head())
                .contains("left out");
    }
}
