package kyoten.scenario.microraft;

import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.linear.Models;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.ElectionNemeses;
import kyoten.scenario.catalogue.Nemeses;

/** What MicroRaft promises, put to the test by the usual faults. */
final class MicroRaftScenarios {
    private MicroRaftScenarios() {}

    static Scenario returning(int variant, Mend... mends) {
        Scenario.Draft draft =
                group("microraft-returning-leaders", mends).servers(5, 5).snapshotEvery(1000, 1000);
        return switch (variant) {
            case 1 ->
                draft.suffering(Nemeses.heldLinks(), Nemeses.minorities(), Nemeses.transfers())
                        .atTimes(
                                Nemeses.leaderCrashes(),
                                Nemeses.isolatedLeaders(),
                                Nemeses.pauses(),
                                Nemeses.clockSteps())
                        .claiming(claims());
            case 2 ->
                draft.suffering(ElectionNemeses.returningLeaders())
                        .atTimes(ElectionNemeses.shortReigns(), Nemeses.transfers(), Nemeses.heldLinks())
                        .claiming(claims());
            default ->
                draft.suffering(Nemeses.heldLinks(), ElectionNemeses.shortReigns(), Nemeses.transfers())
                        .atTimes(
                                Nemeses.leaderCrashes(),
                                Nemeses.isolatedLeaders(),
                                Nemeses.pauses(),
                                Nemeses.clockSteps())
                        .claiming(claims());
        };
    }

    static Scenario deposed(int variant, Mend... mends) {
        Scenario.Draft draft = group("microraft-deposed-leaders", mends)
                .servers(3, 5)
                .keys(1, 2)
                .snapshotEvery(1000, 1000)
                .doing(LOOKING);
        return switch (variant) {
            case 1 ->
                draft.suffering(Nemeses.slowIsolatedLeaders(), Nemeses.lateAnswers())
                        .atTimes(
                                Nemeses.lingeringLeaders(), Nemeses.transfers(), Nemeses.pauses(), Nemeses.clockSteps())
                        .claiming(claims());
            default ->
                draft.suffering(Nemeses.heldLinks(), Nemeses.slowIsolatedLeaders(), Nemeses.transfers())
                        .atTimes(
                                Nemeses.lingeringLeaders(),
                                Nemeses.strandedLeaders(),
                                Nemeses.pauses(),
                                Nemeses.clockSteps())
                        .claiming(claims());
        };
    }

    private static final Workload LOOKING = new Workload(
            io.vavr.collection.Vector.of(
                    new Workload.Share(Workload.Kind.PUT, 4),
                    new Workload.Share(Workload.Kind.GET, 12),
                    new Workload.Share(Workload.Kind.OUT, 1)),
            new kyoten.scenario.plan.Range(2_000_000L, 40_000_000L),
            800,
            Workload.Habits.ANY);

    private static Scenario.Draft group(String name, Mend... mends) {
        return Scenario.of(name, "What MicroRaft acknowledged outlives its leaders, and its reads show it")
                .on(new MicroRaftSubject(mends))
                .clients(3, 10)
                .keys(1, 3)
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(8))
                .settling(Duration.ofSeconds(8))
                .doing(Workload.places());
    }

    private static Checker[] claims() {
        return new Checker[] {Models.named("put-get-out").get()};
    }
}
