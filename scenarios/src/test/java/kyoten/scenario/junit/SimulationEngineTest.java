package kyoten.scenario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.PingSubject;
import kyoten.scenario.catalogue.Pings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

final class SimulationEngineTest {
    @TempDir
    private Path runs;

    /** Simulated by this test only: the build's own engines take no notice of a class of this name. */
    static final class Strangers {
        @Simulation(seeds = "1..3")
        Scenario pings() {
            return Pings.pings();
        }

        @Simulation(seeds = "3..12")
        Scenario broken() {
            return judgedBy(new FromSeed());
        }

        @Simulation(seeds = "1..2")
        static Scenario looksAtNothing() {
            return judgedBy(new LooksAtNothing());
        }

        @Simulation(seeds = "5..1")
        Scenario badSeeds() {
            return Pings.pings();
        }

        @Simulation
        String noScenario() {
            return "none";
        }
    }

    private static Scenario judgedBy(Checker checker) {
        return Scenario.of("strangers", "what strangers claim")
                .on(new PingSubject())
                .servers(1, 1)
                .clients(1, 1)
                .keys(1, 1)
                .stirring(Duration.ofMillis(100), Duration.ofMillis(300))
                .settling(Duration.ofSeconds(5))
                .doing(Workload.pings())
                .claiming(checker);
    }

    /** Broken in each run in which clients were asked an even number of times. */
    private record FromSeed() implements Checker {
        @Override
        public Claim claim() {
            return new Claim("odd", "an odd number of operations");
        }

        @Override
        public Verdict check(History history, Limits limits) {
            return history.size() % 2 == 0
                    ? new Verdict.Broken(claim(), history.size() + " is even", Witness.of(history))
                    : Verdict.unbroken(claim(), Evidence.of("operations", history.size()));
        }
    }

    private record LooksAtNothing() implements Checker {
        @Override
        public Claim claim() {
            return new Claim("nothing", "something about what nobody does");
        }

        @Override
        public Verdict check(History history, Limits limits) {
            return Verdict.unbroken(claim(), Evidence.of("operations", 0));
        }
    }

    private TestExecutionSummary run(DiscoverySelector what, String... parameters) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(what)
                .configurationParameter(Performance.RUNS, runs.toString());
        for (int i = 0; i < parameters.length; i += 2) {
            request.configurationParameter(parameters[i], parameters[i + 1]);
        }
        return Launched.summary(request.build());
    }

    private String failure(String method, String... parameters) {
        TestExecutionSummary summary = run(selectMethod(Strangers.class, method), parameters);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        return summary.getFailures().get(0).getException().getMessage();
    }

    @Test
    void all_methods_of_a_class_are_found_and_run() {
        TestExecutionSummary summary = run(selectClass(Strangers.class));
        assertThat(summary.getTestsFoundCount()).isEqualTo(5);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void a_failure_tells_the_smallest_seed_that_fails_and_how_to_run_it_again() {
        String told = failure("broken");
        assertThat(told)
                .startsWith("BROKEN odd: an odd number of operations\n  in ")
                .contains("\n  because ", "what clients saw", "faults: none");
        String seed = told.replaceAll("(?s).*-Dkyoten.seed=(\\d+).*", "$1");
        assertThat(told)
                .contains("mvn test -Dtest=" + Strangers.class.getName() + "#broken -Dkyoten.seed=" + seed)
                .contains(runs.resolve("Strangers.broken")
                        .resolve("timeline.html")
                        .toString());
        for (long before = 3; before < Long.parseLong(seed); before++) {
            assertThat(run(selectMethod(Strangers.class, "broken"), Performance.SEED, Long.toString(before))
                            .getTestsFailedCount())
                    .isZero();
        }
        assertThat(failure("broken", Performance.SEED, seed)).isEqualTo(told);
    }

    @Test
    void the_folder_of_a_failed_run_is_written() {
        failure("broken");
        assertThat(runs.resolve("Strangers.broken")).isDirectoryContaining("glob:**plan.json");
        assertThat(runs.resolve("Strangers.broken")).isDirectoryContaining("glob:**timeline.html");
    }

    @Test
    void a_claim_that_looked_at_nothing_is_no_pass() {
        assertThat(failure("looksAtNothing"))
                .contains("strangers, seeds 1..2", "the claim nothing is unknown", "it looked at nothing");
    }

    @Test
    void bad_seeds_are_told_with_their_place() {
        assertThat(failure("badSeeds"))
                .contains("Strangers.badSeeds: expected seeds such as 1..100 or 69, found \"5..1\"");
        assertThat(failure("pings", Performance.SEED, "many"))
                .isEqualTo("the parameter kyoten.seed: expected seeds such as 1..100 or 69, found \"many\"");
    }

    @Test
    void a_method_that_returns_something_else_is_told_what_to_return() {
        assertThat(failure("noScenario"))
                .contains("Strangers.noScenario", "returns a kyoten.scenario.Scenario", "returns java.lang.String");
    }
}
