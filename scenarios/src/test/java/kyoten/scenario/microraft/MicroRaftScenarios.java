package kyoten.scenario.microraft;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.linear.Models;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.Workload.Habits;
import kyoten.scenario.Workload.Kind;
import kyoten.scenario.Workload.Share;
import kyoten.scenario.catalogue.DiskNemeses;
import kyoten.scenario.catalogue.ElectionNemeses;
import kyoten.scenario.catalogue.Nemeses;
import kyoten.scenario.plan.Range;

/** What MicroRaft promises, put to the test by faults that were not written for it: those of the store's scenarios. */
final class MicroRaftScenarios {
    /** MicroRaft keeps more entries than a run has. */
    private static final int NO_SNAPSHOTS = 1000;

    private MicroRaftScenarios() {}

    /** Leaders lose their office and win it back, while what they were told is still on its way. */
    static Scenario returningLeaders(Mend... mends) {
        return group("microraft-returning-leaders", "A write that was acknowledged outlives its leader", mends)
                .servers(5, 5)
                .keys(1, 3)
                .snapshotEvery(NO_SNAPSHOTS, NO_SNAPSHOTS)
                .doing(Workload.places())
                .suffering(ElectionNemeses.returningLeaders())
                .atTimes(ElectionNemeses.shortReigns(), Nemeses.transfers(), Nemeses.heldLinks())
                .claiming(claims());
    }

    /** Leaders are replaced without noticing, and hear late what was true before. */
    static Scenario deposedLeaders(Mend... mends) {
        return group("microraft-deposed-leaders", "A read shows what was written before it was asked for", mends)
                .servers(3, 5)
                .keys(1, 2)
                .snapshotEvery(NO_SNAPSHOTS, NO_SNAPSHOTS)
                .doing(looking())
                .suffering(Nemeses.slowIsolatedLeaders(), Nemeses.lateAnswers())
                .atTimes(Nemeses.lingeringLeaders(), Nemeses.transfers(), Nemeses.pauses(), Nemeses.clockSteps())
                .claiming(claims());
    }

    /** Servers die with writes that are not safe, and go on with what their disks show; some get a snapshot. */
    static Scenario restarts(Mend... mends) {
        return group("microraft-restarts", "A server that dies comes back with all that it answered for", mends)
                .servers(3, 5)
                .keys(1, 3)
                .snapshotEvery(8, 64)
                .doing(Workload.places())
                .suffering(Nemeses.crashes(), Nemeses.powerLosses())
                .atTimes(
                        Nemeses.crashesInStep(),
                        Nemeses.leaderCrashes(),
                        Nemeses.minorities(),
                        DiskNemeses.failingSyncs(),
                        DiskNemeses.slowDisks(),
                        Nemeses.badNetwork())
                .claiming(claims());
    }

    private static Workload looking() {
        return new Workload(
                Vector.of(new Share(Kind.PUT, 4), new Share(Kind.GET, 12), new Share(Kind.OUT, 1)),
                Range.between(Duration.ofMillis(2), Duration.ofMillis(40)),
                800,
                Habits.ANY);
    }

    private static Scenario.Draft group(String name, String title, Mend... mends) {
        return Scenario.of(name, title)
                .on(new MicroRaftSubject(mends))
                .clients(3, 10)
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(8))
                .settling(Duration.ofSeconds(8));
    }

    private static Checker[] claims() {
        return new Checker[] {Models.named("put-get-out").get()};
    }
}
