package kyoten.scenario.catalogue;

import java.time.Duration;
import kyoten.scenario.Nemesis;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;

/** Scenarios of the smallest system: they show how one is written, and that the testbed itself works. */
public final class Pings {
    private Pings() {}

    /** Pongers crash, and still every pinger counts on. */
    public static Scenario pings() {
        return Scenario.of("pings", "A pinger counts its pongs one by one, whatever becomes of the pongers")
                .on(new PingSubject())
                .servers(1, 5)
                .clients(1, 5)
                .keys(1, 1)
                .stirring(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .settling(Duration.ofSeconds(5))
                .doing(Workload.pings())
                .suffering(crashes())
                .claiming(new PingsAreCounted());
    }

    private static Nemesis crashes() {
        return Nemesis.every(
                Range.between(Duration.ofMillis(50), Duration.ofMillis(500)),
                Range.between(Duration.ofMillis(10), Duration.ofMillis(300)),
                "crashes",
                (draw, options, i) ->
                        new Action.Crash(Target.server(1 + (int) draw.below("who", i, options.servers()))));
    }
}
