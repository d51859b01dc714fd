package kyoten.scenario.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.Plans;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Three sites with workloads and faults that no scenario would draw; a failure's plan is in the message. */
class ManySitesPropertyTest {
    private static final String SCENARIO = "writes-on-both-sides";

    @Provide
    Arbitrary<Plan> plans() {
        return Plans.ofSites(SCENARIO);
    }

    @Property(tries = 40)
    void no_operations_and_faults_whatever_break_a_claim(@ForAll("plans") Plan plan) {
        Scenario scenario = Catalogue.find(SCENARIO).get();
        RunResult result = Simulation.run(plan, scenario);
        assertThat(result.broken()).as(PlanText.write(plan)).isEmpty();
    }
}
