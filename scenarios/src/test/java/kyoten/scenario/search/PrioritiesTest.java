package kyoten.scenario.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.HashMap;
import java.util.Map;
import kyoten.node.Event;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.run.Simulation;
import kyoten.sim.TraceLine;
import kyoten.sim.TraceLine.Took;
import org.junit.jupiter.api.Test;

class PrioritiesTest {
    private static final Scenario SCENARIO = Catalogue.find("slow-disk").get();
    private static final Plan CALM = SCENARIO.plan(3).withFaults(Vector.empty());

    /** When each message of a run was sent and when it came, in the order in which they came. */
    private record Delivery(String way, long sent, long came) {}

    private static Vector<Delivery> deliveries(Plan plan) {
        Map<Long, Long> timeOfEvent = new HashMap<>();
        java.util.List<Delivery> all = new java.util.ArrayList<>();
        Simulation run = new Simulation(plan, SCENARIO);
        run.onTrace(line -> {
            if (line.isEvent()) {
                timeOfEvent.put(line.event(), line.nanos());
            }
            delivery(line, timeOfEvent).forEach(all::add);
        });
        while (run.step()) {}
        return Vector.ofAll(all);
    }

    private static Option<Delivery> delivery(TraceLine line, Map<Long, Long> timeOfEvent) {
        return line.what() instanceof Took took && took.event() instanceof Event.Received received
                ? Option.some(new Delivery(
                        received.from() + " to " + line.place(),
                        timeOfEvent.getOrDefault(line.cause(), line.nanos()),
                        line.nanos()))
                : Option.none();
    }

    /** How many messages of a way came after one that was sent later to the same server by another. */
    private static long overtaken(Vector<Delivery> deliveries, String way) {
        String receiver = way.substring(way.indexOf(" to "));
        Vector<Delivery> here = deliveries.filter(one -> one.way.endsWith(receiver));
        Vector<Delivery> others = here.reject(one -> one.way.equals(way));
        return here.filter(one -> one.way.equals(way))
                .count(one -> others.exists(other -> other.sent > one.sent && other.came < one.came));
    }

    @Test
    void what_is_sent_on_a_slow_chain_comes_after_what_others_send_later() {
        Vector<Delivery> usual = deliveries(CALM);
        String way = usual.map(Delivery::way)
                .filter(one -> one.matches("tokyo/\\d to tokyo/\\d"))
                .groupBy(one -> one)
                .maxBy(one -> one._2.size())
                .get()
                ._1;
        Action slow = new Action.SlowLink(server(way, 6), server(way, way.length() - 1), 50 * Times.MILLISECOND);
        Plan slowed = CALM.withFaults(Vector.of(new PlannedFault(
                new Trigger.At(0), slow, CALM.options().lengths().stir())));
        assertThat(overtaken(deliveries(slowed), way)).isGreaterThan(3 * overtaken(usual, way) / 2);
    }

    private static Target server(String way, int at) {
        return Target.server(way.charAt(at) - '0');
    }

    @Test
    void chains_of_different_levels_change_the_order_of_deliveries_and_are_over_when_the_run_settles() {
        Plan plan = Priorities.among(CALM);
        assertThat(deliveries(plan).map(Delivery::way))
                .isNotEqualTo(deliveries(CALM).map(Delivery::way));
        assertThat(Simulation.run(plan, SCENARIO).broken()).isEmpty();
    }

    @Test
    void a_plan_keeps_all_that_it_had_and_gets_priorities_of_its_seed() {
        Plan plan = SCENARIO.plan(5);
        Plan prioritised = Priorities.among(plan);
        assertThat(prioritised).isEqualTo(Priorities.among(plan)).isNotEqualTo(plan);
        assertThat(prioritised.withFaults(plan.faults())).isEqualTo(plan);
        assertThat(prioritised.faults().takeRight(plan.faults().size())).isEqualTo(plan.faults());
    }

    @Test
    void all_scenarios_get_priorities_that_can_be_written_down() {
        for (Scenario scenario : Catalogue.all()) {
            for (long seed = 1; seed <= 5; seed++) {
                Plan plan = Priorities.among(scenario.plan(seed));
                assertThat(PlanText.read(PlanText.write(plan))).isEqualTo(Either.right(plan));
            }
        }
    }

    @Test
    void nothing_is_late_for_longer_than_two_elections_take() {
        for (long seed = 1; seed <= 50; seed++) {
            Plan plan = Priorities.among(SCENARIO.plan(seed));
            assertThat(plan.faults()
                            .map(PlannedFault::action)
                            .filter(Action.SlowLink.class::isInstance)
                            .map(Action.SlowLink.class::cast))
                    .isNotEmpty()
                    .allMatch(slow ->
                            slow.delayNanos() <= 2 * plan.options().store().electionTimeout());
        }
    }
}
