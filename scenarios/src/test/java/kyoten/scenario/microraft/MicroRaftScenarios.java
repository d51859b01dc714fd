package kyoten.scenario.microraft;

import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.linear.Models;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.Nemeses;

/** What MicroRaft promises, put to the test by the usual faults. */
final class MicroRaftScenarios {
    private MicroRaftScenarios() {}

    /** Writes and reads under faults that the store's scenarios have, too. */
    static Scenario underFaults(Mend... mends) {
        return Scenario.of("microraft", "What MicroRaft acknowledged outlives its leaders, and its reads show it")
                .on(new MicroRaftSubject(mends))
                .servers(3, 5)
                .clients(3, 10)
                .keys(1, 3)
                .stirring(Duration.ofSeconds(4), Duration.ofSeconds(12))
                .settling(Duration.ofSeconds(8))
                .doing(Workload.places())
                .suffering(Nemeses.heldLinks(), Nemeses.transfers())
                .atTimes(
                        Nemeses.isolatedLeaders(),
                        Nemeses.leaderCrashes(),
                        Nemeses.slowIsolatedLeaders(),
                        Nemeses.strandedLeaders(),
                        Nemeses.oneWayCuts(),
                        Nemeses.pauses(),
                        Nemeses.clockSteps())
                .claiming(claims());
    }

    private static Checker[] claims() {
        return new Checker[] {Models.named("put-get-out").get()};
    }
}
