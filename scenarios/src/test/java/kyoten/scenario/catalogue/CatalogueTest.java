package kyoten.scenario.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    static Stream<String> names() {
        return Catalogue.all().map(Scenario::name).toJavaStream();
    }

    @Test
    void names_are_unique_and_fit_the_command_line() {
        assertThat(Catalogue.all().map(Scenario::name).distinct())
                .hasSize(Catalogue.all().size());
        assertThat(Catalogue.all().map(Scenario::name)).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_seed_s_plan_is_a_value_and_its_run_replays_from_its_text(String name) {
        Scenario scenario = Catalogue.find(name).get();
        Plan plan = scenario.plan(7);
        assertThat(scenario.plan(7)).isEqualTo(plan);
        RunResult run = Simulation.run(plan, scenario);
        RunResult again = Simulation.run(PlanText.read(PlanText.write(plan)).get(), scenario);
        assertThat(again.tallies()).isEqualTo(run.tallies());
        assertThat(run.broken()).isEmpty();
        assertThat(run.struck()).isNotEmpty();
    }
}
