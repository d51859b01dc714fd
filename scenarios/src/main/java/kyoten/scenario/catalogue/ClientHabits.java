package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.linear.Registers;
import kyoten.check.site.Availability;
import kyoten.check.site.OneMoment;
import kyoten.check.site.OnlyIfCurrent;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.Workload.Habits;
import kyoten.scenario.Workload.Kind;
import kyoten.scenario.Workload.Share;
import kyoten.scenario.plan.Range;

/** Scenarios of one site in which it matters what clients ask, and how, and when they hear of it. */
final class ClientHabits {
    /** So seldom that a client mostly waits for one answer and has nothing else to ask. */
    private static final Range SELDOM = Range.between(Duration.ofMillis(40), Duration.ofMillis(160));

    /** So seldom that a deletion is forgotten now and then before anybody comes back to its key. */
    private static final Range VERY_SELDOM = Range.between(Duration.ofMillis(100), Duration.ofMillis(800));

    private ClientHabits() {}

    static Vector<Scenario> all() {
        return Vector.of(impatientClients(), manyKeys(), seenBeforeChanged(), deletedAndForgotten(), lateWords());
    }

    private static Scenario impatientClients() {
        return Sites.site("impatient-clients", "Clients that ask again and again keep nobody from being answered")
                .clients(8, 12)
                .keys(4, 8)
                .patience(Sites.LONGER_THAN_THE_BOUND, Duration.ofSeconds(3))
                .oneEntryAtATime()
                .suffering(Nemeses.pauses(), Nemeses.strandedLeaders())
                .atTimes(DiskNemeses.slowDisks(), Nemeses.badNetwork(), Nemeses.clockDrifts())
                .claiming(Sites.claims());
    }

    private static Scenario manyKeys() {
        return Sites.site("many-keys", "However many keys there are, each is found where it was put")
                .clients(3, 5)
                .keys(17, 60)
                .snapshotEvery(8, 200)
                .doing(Workload.everything().and(Kind.PAGES, 3))
                .suffering(Nemeses.leaderCrashes())
                .atTimes(Nemeses.badNetwork(), Nemeses.minorities())
                .claiming(Sites.claimsAnd(new OneMoment()));
    }

    /** Enough is done only if it is current that each run has something to judge. */
    private static Scenario seenBeforeChanged() {
        return Sites.site("seen-before-changed", "What is done only if nothing has changed is not done over a change")
                .keys(1, 2)
                .doing(Workload.everything().habits(Habits.READING_FIRST))
                .suffering(Nemeses.leaderCrashes())
                .claiming(Sites.claimsAnd(new OnlyIfCurrent()));
    }

    /** A site alone forgets each deletion within a second or two; few clients leave it so long, and what they know current. */
    private static Scenario deletedAndForgotten() {
        return Sites.site(
                        "deleted-and-forgotten", "What was deleted and forgotten can be created by whoever has looked")
                .on(new GeoSubject())
                .servers(2, 3)
                .clients(1, 3)
                .keys(1, 2)
                .stirring(Duration.ofSeconds(6), Duration.ofSeconds(12))
                .doing(Workload.deleting().habits(Habits.READING_FIRST).gap(VERY_SELDOM))
                .suffering(Nemeses.transfers())
                .atTimes(Nemeses.leaderCrashes(), Nemeses.badNetwork(), Nemeses.isolatedLeaders())
                .claiming(Sites.claimsAnd(new OnlyIfCurrent()));
    }

    /** Few keys and many clients that write: what takes effect when it must not is soon read. */
    private static Scenario lateWords() {
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
