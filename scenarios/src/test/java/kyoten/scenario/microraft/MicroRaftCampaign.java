package kyoten.scenario.microraft;

import io.vavr.collection.Vector;
import java.io.PrintStream;
import java.util.Locale;
import kyoten.check.Verdict;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Runner;
import kyoten.scenario.run.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How many seeds and how much processor time it takes to find MicroRaft's bugs. Not a part of the build:
 *
 * <pre>{@code
 * ./mvnw -q -pl scenarios -am test -Dtest=MicroRaftCampaign -Dsurefire.failIfNoSpecifiedTests=false -Dkyoten.microraft=1000
 * }</pre>
 */
@EnabledIfSystemProperty(named = "kyoten.microraft", matches = "\\d+", disabledReason = "a campaign takes a minute")
final class MicroRaftCampaign {
    private final PrintStream out = System.out;
    private double seconds;

    @Test
    void without_mends() {
        run(MicroRaftScenarios.returningLeaders());
        run(MicroRaftScenarios.deposedLeaders());
        run(MicroRaftScenarios.restarts());
    }

    @Test
    void with_all_mends() {
        run(MicroRaftScenarios.returningLeaders(Mend.values()));
        run(MicroRaftScenarios.deposedLeaders(Mend.values()));
        run(MicroRaftScenarios.restarts(Mend.values()));
    }

    private void run(Scenario scenario) {
        seconds = 0;
        Seeds seeds = new Seeds(1, Long.getLong("kyoten.microraft"));
        out.println(scenario.name() + ", " + seeds + ": " + scenario.subject().name());
        Runner.run(new Campaign(Vector.of(scenario), seeds, 1, 0, () -> false), this::done);
        out.printf(Locale.ROOT, "  in all %.1f s of processor time%n", seconds);
    }

    private void done(RunResult run) {
        seconds += run.tallies().cpuNanos() / 1e9;
        for (Verdict.Broken broken : run.broken()) {
            String because = broken.because().lines().findFirst().orElse("");
            out.printf(
                    Locale.ROOT,
                    "  seed %d, after %.1f s: %s: %s%n",
                    run.plan().seed(),
                    seconds,
                    broken.claim().name(),
                    because);
        }
    }
}
