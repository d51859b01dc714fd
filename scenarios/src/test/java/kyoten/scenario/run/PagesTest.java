package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.StoreSubject;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedOperation;
import org.junit.jupiter.api.Test;

/** A scan of few keys a page is asked for to its last page, and tells of every key. */
class PagesTest {
    private static final Scenario SCENARIO = Scenario.of("pages", "keys in order")
            .on(new StoreSubject())
            .clients(1, 1)
            .keys(5, 5)
            .stirring(Duration.ofSeconds(2), Duration.ofSeconds(2))
            .doing(Workload.everything())
            .claiming();

    @Test
    void a_scan_goes_on_to_its_last_page() {
        Plan drawn = SCENARIO.plan(1);
        Vector<String> keys = drawn.options().keys().toVector();
        Vector<PlannedOperation> operations = keys.map(key -> (Act) new Act.Write(key))
                .append(new Act.Scan("", 2))
                .zipWithIndex((act, i) -> new PlannedOperation(i + 1, 1, 0, act));
        Plan plan = new Plan("pages", 1, drawn.options(), operations, Vector.empty());

        History history = Simulation.run(plan, SCENARIO).history();

        Vector<Op> reads = Vector.ofAll(history.ops()).filter(op -> op.f().equals("read"));
        assertThat(reads.map(op -> op.key().toString())).containsExactlyElementsOf(keys);
        assertThat(reads.map(op -> op.output().toString())).containsExactly("v1", "v2", "v3", "v4", "v5");
    }
}
