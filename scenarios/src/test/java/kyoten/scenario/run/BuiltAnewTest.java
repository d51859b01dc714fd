package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import kyoten.history.Mark;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Trigger;
import org.junit.jupiter.api.Test;

/** What is owed to a site that was built anew and asks to join, under a name that others know. */
class BuiltAnewTest {
    private static final int SITE = 2;
    private static final Scenario SCENARIO = Catalogue.find("sites-come-and-go").get();

    private static PlannedFault at(double seconds, Action action, long lasts) {
        return new PlannedFault(new Trigger.At((long) (seconds * Times.SECOND)), action, lasts, SITE);
    }

    private static final Vector<PlannedFault> ANEW =
            Vector.of(at(1, new Action.RebuildSite(), Action.RebuildSite.OFF_NANOS), at(3, new Action.JoinSite(1), 0));

    private static RunResult run(long seed, Vector<PlannedFault> faults) {
        Plan plan = SCENARIO.plan(seed).withFaults(faults);
        Lengths lengths = plan.options().lengths();
        Lengths longer = new Lengths(4 * Times.SECOND, lengths.settle(), lengths.patience());
        return Simulation.run(plan.withOptions(plan.options().with(longer)), SCENARIO);
    }

    private static Vector<Mark> leaves(RunResult run) {
        return Vector.ofAll(run.history().marks())
                .filter(mark -> mark instanceof Mark.Left left
                        && left.site()
                                .equals(SCENARIO.plan(1)
                                        .options()
                                        .topology()
                                        .site(SITE)
                                        .name()));
    }

    @Test
    void nothing_as_long_as_others_take_it_for_a_member_that_they_know() {
        for (long seed = 1; seed <= 10; seed++) {
            RunResult run = run(seed, ANEW);
            assertThat(run.broken()).as("seed %d", seed).isEmpty();
            assertThat(leaves(run)).as("seed %d", seed).hasSize(3);
        }
    }

    @Test
    void everything_when_they_have_been_told_that_it_is_gone() {
        for (long seed = 1; seed <= 10; seed++) {
            RunResult run = run(seed, ANEW.prepend(at(0.5, new Action.LeaveSite(1, true), 0)));
            assertThat(run.broken()).as("seed %d", seed).isEmpty();
            assertThat(leaves(run)).as("seed %d", seed).hasSize(2);
        }
    }

    /** Of three sites the first is cut off when the second asks it, and is put out by the third before it has let the second in. */
    @Test
    void nothing_when_whom_it_asked_is_put_out_meanwhile() {
        Vector<PlannedFault> faults = ANEW.prepend(at(0.5, new Action.LeaveSite(3, true), 0))
                .append(at(2, new Action.CutSites(Vector.of(1), Vector.of(2, 3), true), 2 * Times.SECOND))
                .append(new PlannedFault(
                        new Trigger.At(3_500 * Times.MILLISECOND), new Action.LeaveSite(3, true), 0, 1));
        Vector<Long> seeds = Vector.rangeClosed(1L, 40L)
                .filter(seed -> SCENARIO.plan(seed).options().topology().sites().count(Topology.Site::founder) == 3)
                .take(5);
        assertThat(seeds).hasSize(5);
        for (long seed : seeds) {
            RunResult run = run(seed, faults);
            assertThat(run.broken()).as("seed %d", seed).isEmpty();
        }
    }
}
