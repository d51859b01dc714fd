package kyoten.scenario.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Plan;
import kyoten.sim.Delivery;
import org.junit.jupiter.api.Test;

class LockstepTest {
    private static final String BOOT = "   0.000000001  a           #1                booted as ~1 with []";
    private static final String SETS = "   0.000000001  a                             sets timer t in 2 ms";
    private static final String TIMER = "   0.002000001  a           #2 by #1          timer t";
    private static final String SENDS = "   0.002000001  a                             -> b Ping {number 1}";
    private static final String COMES = "   0.003000000  b           #3 by #2          <- a Ping {number 1}";
    private static final String NOTES = "   0.003000000  b                             notes leads: term 1";

    @Test
    void runs_that_tell_the_same_are_alike() {
        assertThat(parting(false, Vector.of(BOOT, SETS, TIMER, SENDS), Vector.of(BOOT, SETS, TIMER, SENDS)))
                .isEmpty();
    }

    @Test
    void the_first_event_that_differs_comes_with_what_brought_it_about() {
        String other = COMES.replace("number 1", "number 2");
        Parting parting = parting(
                        false,
                        Vector.of(BOOT, SETS, TIMER, SENDS, COMES, NOTES),
                        Vector.of(BOOT, SETS, TIMER, SENDS, other))
                .get();
        assertThat(parting.common()).isEqualTo(2);
        assertThat(parting.before().last().lines()).containsExactly(TIMER, SENDS);
        assertThat(parting.one().first().get().lines()).containsExactly(COMES, NOTES);
        assertThat(parting.other().first().get().lines()).containsExactly(other);
        assertThat(parting.one().causes().map(Told::number)).containsExactly(2L, 1L);
        assertThat(parting.one().links()).containsExactly(SENDS, SETS);
        assertThat(parting.sameEvent()).isFalse();
    }

    @Test
    void the_same_event_with_other_deeds_is_told_apart() {
        Parting parting = parting(false, Vector.of(BOOT, SETS, TIMER, SENDS), Vector.of(BOOT, SETS, TIMER))
                .get();
        assertThat(parting.sameEvent()).isTrue();
    }

    @Test
    void one_run_may_go_on_where_the_other_ends() {
        Parting parting = parting(false, Vector.of(BOOT, SETS), Vector.of(BOOT, SETS, TIMER))
                .get();
        assertThat(parting.one().first()).isEmpty();
        assertThat(parting.other().first().get().lines()).containsExactly(TIMER);
    }

    @Test
    void numbers_of_events_do_not_count() {
        assertThat(parting(false, Vector.of(TIMER), Vector.of(TIMER.replace("#2 by #1 ", "#4 by #3 "))))
                .isEmpty();
    }

    @Test
    void loosely_only_what_stands_out_counts() {
        String later = COMES.replace("0.003", "0.004").replace("number 1", "number 7");
        assertThat(parting(true, Vector.of(BOOT, COMES, NOTES), Vector.of(later, NOTES, BOOT)))
                .isEmpty();
        assertThat(parting(true, Vector.of(COMES, NOTES), Vector.of(COMES, NOTES.replace("term 1", "term 2"))))
                .isNotEmpty();
    }

    @Test
    void loosely_each_place_is_compared_with_itself() {
        String atA = "   0.001000000  a           #1                asked 1: x";
        String reply = "   0.001000000  a                             replies to 1: y";
        String atB = "   0.002000000  b           #2                asked 2: x";
        String other = "   0.002000000  b                             replies to 2: z";
        assertThat(parting(true, Vector.of(atA, reply, atB, other), Vector.of(atB, other, atA, reply)))
                .isEmpty();
    }

    @Test
    void a_plan_without_its_faults_parts_where_the_first_one_strikes() {
        Scenario scenario = Catalogue.find("leader-crashes").get();
        Plan plan = scenario.plan(2);
        Trail.Source whole = SimulatedTrail.of(plan, scenario);
        Trail.Source quiet = SimulatedTrail.of(plan.withFaults(Vector.empty()), scenario);
        assertThat(Lockstep.of(whole, whole, false)).isEmpty();
        Parting parting = Lockstep.of(whole, quiet, false).get();
        assertThat(parting.common()).isGreaterThan(20);
        assertThat(parting.one().first().get().place()).isEqualTo("world");
        assertThat(PlanDifference.of(plan, plan.withFaults(Vector.empty())).head())
                .isEqualTo(plan.faults().size() + " faults only in A:");
        assertThat(PlanDifference.of(plan, plan)).isEmpty();
        Delivery lost = new Delivery(new NodeId("tokyo/1"), new NodeId("client-1"), 3, List.of());
        assertThat(PlanDifference.of(plan, plan.withDeliveries(Vector.of(lost))))
                .containsExactly(
                        "1 deliveries only in B:",
                        "  {\"from\":\"tokyo/1\",\"to\":\"client-1\",\"number\":3,\"arrivesAfter\":[]}");
    }

    private static Option<Parting> parting(boolean loosely, Vector<String> one, Vector<String> other) {
        return Lockstep.of(() -> new Printed(one), () -> new Printed(other), loosely);
    }

    /** A trail of lines that a test has written. */
    private static final class Printed implements Trail {
        private Vector<String> rest;
        private final PrintedTrail printed = new PrintedTrail(this::line);

        Printed(Vector<String> lines) {
            rest = lines.prepend("a line that is none of a trace");
        }

        private Option<String> line() {
            Option<String> line = rest.headOption();
            rest = rest.drop(1);
            return line;
        }

        @Override
        public Option<Told> next() {
            return printed.next();
        }

        @Override
        public void close() {}
    }
}
