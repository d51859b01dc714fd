package kyoten.scenario.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.sim.Delivery;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final String GOOD = PlanText.write(Plans.of("any").sample());

    @Provide
    Arbitrary<Plan> plans() {
        return Plans.of("leader-crashes");
    }

    @Property(tries = 200)
    void a_plan_that_was_written_is_read_again_unchanged(@ForAll("plans") Plan plan) {
        assertThat(PlanText.read(PlanText.write(plan))).isEqualTo(Either.right(plan));
    }

    @Provide
    Arbitrary<Plan> plansOfSites() {
        return Plans.ofSites("sites");
    }

    @Property(tries = 200)
    void a_plan_of_sites_that_was_written_is_read_again_unchanged(@ForAll("plansOfSites") Plan plan) {
        assertThat(PlanText.read(PlanText.write(plan))).isEqualTo(Either.right(plan));
    }

    @Test
    void plans_of_counters_and_sets_are_read_again_unchanged() {
        for (String scenario : List.of("counters-of-many-clients", "sets-of-many-clients", "resolved-prefixes")) {
            Plan plan = Catalogue.find(scenario).get().plan(7);
            assertThat(PlanText.read(PlanText.write(plan))).isEqualTo(Either.right(plan));
        }
    }

    @Property(tries = 200)
    void a_plan_cut_anywhere_is_refused_with_a_place(@ForAll("plans") Plan plan, @ForAll("cuts") double cut) {
        String whole = PlanText.write(plan).strip();
        String part = whole.substring(0, (int) (cut * whole.length()));
        assertThat(PlanText.read(part).getLeft()).isNotEmpty();
    }

    @Provide
    Arbitrary<Double> cuts() {
        return net.jqwik.api.Arbitraries.doubles().between(0, 0.99);
    }

    @Test
    void an_unknown_field_is_told_with_those_that_are_known() {
        assertRefused(GOOD.replace("\"seed\"", "\"sede\""), "seed: missing");
        assertRefused(
                GOOD.replace("\"seed\"", "\"more\": 1,\n\"seed\""),
                "more: no such field here; expected faults, format, operations, options, scenario, seed");
    }

    @Test
    void a_wrong_time_is_told_with_its_place_and_an_example() {
        assertRefused(
                GOOD.replaceFirst("\"patience\":\"[^\"]*\"", "\"patience\":\"soon\""),
                "options.lengths.patience: expected a time such as \"120ms\" or \"1.5s\", found \"soon\"");
    }

    @Test
    void options_that_contradict_each_other_are_told() {
        assertRefused(
                GOOD.replaceFirst("\"servers\":\\d", "\"servers\":0"),
                "options.sites[0]: a site has 1 to 99 servers: 0");
    }

    @Test
    void a_home_that_is_nowhere_is_told() {
        assertRefused(
                GOOD.replaceFirst("\"homes\":\\[", "\"homes\":[\"site 7\","),
                "options: a client stands in no such place: site 7");
        assertRefused(
                GOOD.replaceFirst("\"homes\":\\[", "\"homes\":[\"here\","),
                "options.homes[0]: expected \"site 1\" or \"server 2 of site 1\", found \"here\"");
    }

    @Test
    void who_is_not_there_is_told_with_who_is() {
        String plan = PlanText.write(Catalogue.find("leader-crashes").get().plan(3));
        assertRefused(
                plan.replaceFirst("\"client\":\\d+", "\"client\":99"),
                "operations[0].client: the clients are numbered from 1 to 8, found 99");
        assertRefused(
                plan.replaceFirst("\"who\":\"[^\"]*\"", "\"who\":\"server 9\""),
                "faults[0].who: the servers of tokyo are numbered from 1 to 4, found 9");
        assertRefused(
                plan.replaceFirst("\"lasts\"", "\"site\":2,\"lasts\""),
                "faults[0].site: the sites are numbered from 1 to 1, found 2");
    }

    @Test
    void faults_of_a_larger_plan_fit_into_a_smaller_one() {
        Plan plan = Catalogue.find("leader-crashes").get().plan(3);
        Trigger voted = new Trigger.OnMark("vote-granted", Option.of(Target.server(6)), 1, 0);
        Seq<PlannedFault> larger = Vector.of(
                new PlannedFault(voted, new Action.Split(Vector.of(Target.server(5), new Target.Client(9))), 1, 3),
                new PlannedFault(new Trigger.At(1), new Action.CutSites(Vector.of(4), Vector.of(1), true), 1));
        Seq<PlannedFault> fitted =
                larger.map(fault -> Fitting.of(fault, plan.options().topology()));
        assertThat(fitted.head().action())
                .isEqualTo(new Action.Split(Vector.of(Target.server(1), new Target.Client(1))));
        assertThat(PlanText.read(PlanText.write(plan.withFaults(larger))).isLeft())
                .isTrue();
        assertThat(PlanText.read(PlanText.write(plan.withFaults(fitted))))
                .isEqualTo(Either.right(plan.withFaults(fitted)));
    }

    @Test
    void time_that_goes_back_is_told() {
        String plan = PlanText.write(Catalogue.find("pings").get().plan(3));
        assertRefused(
                plan.replaceFirst("(\"number\":1,.*?\"at\":)\"[^\"]*\"", "$1\"2s\""),
                "operations: expected the order of their times, found number 2, at "
                        + Times.text(Catalogue.find("pings")
                                .get()
                                .plan(3)
                                .operations()
                                .get(1)
                                .atNanos())
                        + ", after one at 2s");
    }

    @Test
    void plans_of_all_scenarios_name_only_who_is_there() {
        for (Scenario scenario : Catalogue.all()) {
            for (int seed = 1; seed <= 20; seed++) {
                Plan plan = scenario.plan(seed);
                assertThat(PlanText.read(PlanText.write(plan))).isEqualTo(Either.right(plan));
            }
        }
    }

    @Test
    void single_deliveries_are_written_and_read() {
        Plan plan = Catalogue.find("leader-crashes")
                .get()
                .plan(3)
                .withDeliveries(Vector.of(
                        new Delivery(new NodeId("tokyo/1"), new NodeId("client-2"), 17, List.of()),
                        new Delivery(new NodeId("client-2"), new NodeId("tokyo/1"), 1, List.of(5L, 1_000_000L))));
        String text = PlanText.write(plan);
        assertThat(text)
                .contains(
                        "\"deliveries\": [\n{\"from\":\"tokyo/1\",\"to\":\"client-2\",\"number\":17,\"arrivesAfter\":[]},\n");
        assertThat(PlanText.read(text)).isEqualTo(Either.right(plan));
        assertRefused(
                text.replace("\"number\":17,\"arrives", "\"number\":0,\"arrives"),
                "deliveries[0]: messages are numbered from 1: 0");
        assertRefused(
                text.replace("\"5ns\",\"1ms\"", "\"soon\""),
                "deliveries[1].arrivesAfter[0]: expected a time such as \"120ms\" or \"1.5s\", found \"soon\"");
        assertThat(PlanText.read(text.replace("\"tokyo/1\",\"to\"", "\"kyoto/1\",\"to\""))
                        .getLeft())
                .startsWith("deliveries[0].from: expected one of tokyo/1, tokyo/2, ")
                .endsWith(", found \"kyoto/1\"");
    }

    @Test
    void who_is_gone_gets_no_deliveries_told() {
        Plan plan = Catalogue.find("leader-crashes").get().plan(3);
        NodeId last = new NodeId("client-" + plan.options().clients());
        Plan told = plan.withDeliveries(Vector.of(
                new Delivery(new NodeId("tokyo/1"), last, 1, List.of()),
                new Delivery(new NodeId("tokyo/1"), new NodeId("tokyo/2"), 1, List.of())));
        Plan fewer = told.withOptions(plan.options().with(Topology.ofOneSite(2, Vector.of(0))));
        assertThat(fewer.deliveries()).containsExactly(told.deliveries().get(1));
    }

    @Test
    void another_format_is_refused() {
        assertRefused(
                GOOD.replace("kyoten-plan-3", "kyoten-plan-9"),
                "format: expected \"kyoten-plan-3\", found \"kyoten-plan-9\"");
    }

    @Test
    void what_is_not_json_is_told_with_line_and_column() {
        assertThat(PlanText.read("{\n  \"format\": oops}").getLeft()).startsWith("line 2, column ");
        assertThat(PlanText.read("").getLeft()).isNotEmpty();
        assertThat(PlanText.read("[]").getLeft()).contains("expected an object");
    }

    private static void assertRefused(String text, String reason) {
        assertThat(PlanText.read(text).getLeft()).isEqualTo(reason);
    }
}
