package kyoten.scenario.guide;

import java.time.Duration;
import kyoten.check.linear.Registers;
import kyoten.check.site.Availability;
import kyoten.scenario.Nemesis;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.StoreSubject;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;

/** The scenario of the guide: leaders that doze off. */
public final class LeaderNaps {
    private LeaderNaps() {}

    /** The leader stands still for a moment, again and again. */
    public static Scenario leaderNaps() {
        return Scenario.of(
                        "leader-naps", "A leader that dozes off and wakes up again answers nothing that is out of date")
                .on(new StoreSubject())
                .servers(3, 5)
                .clients(3, 10)
                .keys(1, 3)
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(6))
                .settling(Duration.ofSeconds(8))
                .doing(Workload.registers())
                .suffering(naps())
                .claiming(
                        Registers.withinSite(),
                        new Availability(Duration.ofSeconds(1).toNanos()));
    }

    private static Nemesis naps() {
        Range gap = Range.between(Duration.ofMillis(200), Duration.ofMillis(900));
        Range lasting = Range.between(Duration.ofMillis(300), Duration.ofSeconds(2));
        return Nemesis.every(gap, lasting, "naps", (draw, options, i) -> new Action.Pause(Target.leader()));
    }
}
