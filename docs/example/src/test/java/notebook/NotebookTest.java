package notebook;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.linear.Models;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.Workload.Habits;
import kyoten.scenario.Workload.Kind;
import kyoten.scenario.Workload.Share;
import kyoten.scenario.catalogue.DiskNemeses;
import kyoten.scenario.catalogue.Nemeses;
import kyoten.scenario.junit.Simulation;
import kyoten.scenario.plan.Range;

final class NotebookTest {

    @Simulation(seeds = "1..50")
    Scenario what_is_written_down_stays() {
        return Scenario.of("notebook", "What a notebook says it has written down is there, whatever becomes of its server")
                .on(new Notebook())
                .servers(1, 1)
                .clients(2, 5)
                .keys(1, 3)
                .stirring(Duration.ofSeconds(1), Duration.ofSeconds(4))
                .settling(Duration.ofSeconds(6))
                .doing(new Workload(
                        Vector.of(new Share(Kind.PUT, 1), new Share(Kind.GET, 1)),
                        Range.between(Duration.ofMillis(2), Duration.ofMillis(100)),
                        200,
                        Habits.ANY))
                .suffering(Nemeses.crashes(), Nemeses.badNetwork())
                .atTimes(Nemeses.crashesInStep(), DiskNemeses.slowDisks())
                .claiming(Models.named("put-get-out").get());
    }
}
