package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.linear.Registers;
import kyoten.check.site.Availability;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.Workload.Habits;
import kyoten.scenario.Workload.Kind;
import kyoten.scenario.Workload.Share;
import kyoten.scenario.plan.Range;

/** What clients ask and what they are answered, when it is long on its way. */
final class LateWords {
    /** So seldom that a client mostly waits for one answer and has nothing else to ask. */
    private static final Range SELDOM = Range.between(Duration.ofMillis(40), Duration.ofMillis(160));

    private LateWords() {}

    /** Few keys and many clients that write: what takes effect when it must not is soon read. */
    static Scenario lateWords() {
        return Sites.site("late-words", "What was asked or refused long ago, and comes to hand now, is no news")
                .servers(1, 3)
                .clients(6, 10)
                .keys(1, 2)
                .patience(Duration.ofMillis(600), Duration.ofSeconds(2))
                .snapshotEvery(400, 1024)
                .stirring(Duration.ofSeconds(4), Duration.ofSeconds(8))
                .doing(new Workload(
                        Vector.of(new Share(Kind.READ, 4), new Share(Kind.WRITE, 8)), SELDOM, 500, Habits.ANY))
                .suffering(LateNemeses.lateWords())
                .atTimes(Nemeses.badNetwork())
                .claiming(Registers.withinSite(), new Availability(Sites.ANSWERED_WITHIN.toNanos()));
    }
}
