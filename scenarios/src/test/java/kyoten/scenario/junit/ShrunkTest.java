package kyoten.scenario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.vavr.collection.Vector;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.scenario.shrink.Shrinker;
import kyoten.scenario.shrink.TestSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What shrinking leaves of a failure is a test that compiles, fails as long as the claim is broken, and passes when it is not. */
final class ShrunkTest {
    private static final Scenario SCENARIO =
            Catalogue.find("writes-on-both-sides").get();
    private static final String CLAIM = "converges-across-sites";

    @TempDir
    private Path folder;

    /** Members that never reach each other never agree. */
    private static Plan withoutRoutes(Plan plan) {
        Topology topology = plan.options().topology();
        return plan.withOptions(plan.options().with(new Topology(topology.sites(), topology.homes(), Vector.empty())));
    }

    @Test
    void a_shrunk_failure_is_a_test_that_fails_until_the_claim_holds() throws Exception {
        Plan drawn = SCENARIO.plan(1);
        RunResult failure = Simulation.run(withoutRoutes(drawn), SCENARIO);
        Plan small = Shrinker.shrink(failure, SCENARIO, 300).result().plan();
        String claim = failure.broken().head().claim().name();
        assertThat(small.operations().size()).isBetween(1, 10);
        TestExecutionSummary broken = run(TestSource.of("found", "FoundTest", "a test", claim, small));
        assertThat(broken.getFailures()).hasSize(1);
        assertThat(broken.getFailures().get(0).getException())
                .hasMessageStartingWith("BROKEN " + claim)
                .hasMessageContaining("-Dtest=found.FoundTest#");

        Plan mended = small.withOptions(small.options()
                .with(new Topology(
                        small.options().topology().sites(),
                        small.options().topology().homes(),
                        drawn.options().topology().routes())));
        TestExecutionSummary holds = run(TestSource.of("found", "FoundTest", "a test", claim, mended));
        assertThat(holds.getTestsSucceededCount()).isEqualTo(1);
        assertThat(holds.getFailures()).isEmpty();
    }

    @Test
    void a_plan_with_quotes_and_backslashes_comes_through() throws Exception {
        Plan odd = SCENARIO.plan(1);
        odd = odd.withOptions(odd.options().withKeys(Vector.of("a\"\"\"b", "\\n", "k1")));
        Scenario read = scenario(TestSource.of("found", "FoundTest", "a test", CLAIM, odd));
        assertThat(PlanText.write(read.plan(1))).isEqualTo(PlanText.write(odd));
    }

    @Test
    void a_scenario_that_plays_a_plan_keeps_it_for_all_seeds_and_one_claim() {
        Plan plan = SCENARIO.plan(1);
        Scenario playing = Catalogue.playing(CLAIM, PlanText.write(plan));
        assertThat(playing.plan(7)).isEqualTo(plan.withSeed(7));
        assertThat(playing.checkers().map(checker -> checker.claim().name())).containsExactly(CLAIM);
        assertThat(Catalogue.playing("no-node-fails", PlanText.write(plan)).checkers())
                .isEmpty();
    }

    @Test
    void what_is_no_plan_and_what_is_no_claim_is_told() {
        assertThatThrownBy(() -> Catalogue.playing(CLAIM, "{}")).hasMessageStartingWith("no plan: format: missing");
        assertThatThrownBy(() -> Catalogue.playing("sets-keep-elements", PlanText.write(SCENARIO.plan(1))))
                .hasMessageContaining("has no claim 'sets-keep-elements', but linearizable-within-site");
    }

    private URLClassLoader compiled(String source) throws Exception {
        Path file = folder.resolve("FoundTest.java");
        Files.writeString(file, source);
        String classPath = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-proc:none", "-cp", classPath, file.toString());
        assertThat(status).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    private Scenario scenario(String source) throws Exception {
        try (URLClassLoader loader = compiled(source)) {
            return new TestMethod(
                            loader.loadClass("found.FoundTest"),
                            loader.loadClass("found.FoundTest").getDeclaredMethods()[0])
                    .scenario();
        }
    }

    private TestExecutionSummary run(String source) throws Exception {
        try (URLClassLoader loader = compiled(source)) {
            return Launched.summary(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader.loadClass("found.FoundTest")))
                    .configurationParameter(
                            Performance.RUNS, folder.resolve("runs").toString())
                    .build());
        }
    }
}
