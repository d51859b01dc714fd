package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.linear.Models;
import kyoten.check.site.Availability;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.plan.Range;

/** Scenarios of the baselines: one central server, and a master with its slaves. */
final class Baselines {
    private static final Range LEISURELY = Range.millis(2, 500);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

    private Baselines() {}

    static Vector<Scenario> all() {
        return Vector.of(centralized(), masterAndSlave(), failover(), troubledFailover(), forgottenOrders());
    }

    private static Scenario centralized() {
        return baseline("centralized", "A central server loses nothing that it acknowledged, and does nothing twice")
                .servers(1, 1)
                .suffering(Nemeses.crashes(), Nemeses.badNetwork())
                .atTimes(Nemeses.crashesInStep(), DiskNemeses.slowDisks(), Nemeses.pauses(), DiskNemeses.failingSyncs())
                .claiming(claims());
    }

    private static Scenario masterAndSlave() {
        return baseline("master-and-slave", "A master answers what its slaves hold too, or does not answer")
                .servers(2, 3)
                .suffering(Nemeses.crashes(), Nemeses.isolatedLeaders())
                .atTimes(
                        Nemeses.badNetwork(),
                        Nemeses.crashesInStep(),
                        DiskNemeses.slowDisks(),
                        Nemeses.heldLinks(),
                        Nemeses.powerLosses(),
                        Nemeses.oneWayCuts())
                .claiming(claims());
    }

    private static Scenario failover() {
        return baseline(
                        "failover",
                        "A master that was replaced behind a cut acknowledges nothing and shows nothing old")
                .servers(2, 4)
                .keys(1, 3)
                .suffering(BaselineNemeses.failovers())
                .atTimes(
                        BaselineNemeses.switchovers(),
                        Nemeses.crashes(),
                        Nemeses.badNetwork(),
                        Nemeses.heldLinks(),
                        Nemeses.crashesInStep(),
                        Nemeses.pauses(),
                        DiskNemeses.slowDisks())
                .claiming(claims());
    }

    private static Scenario troubledFailover() {
        return baseline(
                        "troubled-failover",
                        "What comes late or never from a master that was replaced, or from a slave, makes nobody answer wrongly")
                .servers(2, 4)
                .clients(4, 12)
                .keys(1, 3)
                .suffering(SuccessionNemeses.troubledFailovers())
                .atTimes(Nemeses.crashes(), Nemeses.badNetwork(), DiskNemeses.slowDisks())
                .doing(Workload.places().and(Workload.Kind.GET, 8).gap(LEISURELY))
                .claiming(claims());
    }

    private static Scenario forgottenOrders() {
        return baseline(
                        "forgotten-orders",
                        "Who dies before its disk has the order that makes it master has told nobody of it")
                .servers(2, 4)
                .suffering(BaselineNemeses.forgottenOrders())
                .atTimes(Nemeses.badNetwork(), Nemeses.heldLinks(), DiskNemeses.slowDisks())
                .claiming(claims());
    }

    private static Scenario.Draft baseline(String name, String title) {
        return Scenario.of(name, title)
                .on(new BaselineSubject())
                .clients(3, 10)
                .keys(1, 5)
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(8))
                .settling(Duration.ofSeconds(8))
                .doing(Workload.places());
    }

    private static Checker[] claims() {
        return new Checker[] {Models.named("put-get-out").get(), new Availability(ANSWERED_WITHIN.toNanos())};
    }
}
