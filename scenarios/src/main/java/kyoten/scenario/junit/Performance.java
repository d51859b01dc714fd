package kyoten.scenario.junit;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import kyoten.scenario.Scenario;
import kyoten.scenario.folder.RunFolder;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.ClaimTally;
import kyoten.scenario.run.FailureText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Runner;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.WorkerPool;
import org.junit.platform.engine.ConfigurationParameters;

/** All runs of one method, up to the first that breaks a claim. */
final class Performance {
    static final String SEED = "kyoten.seed";
    static final String RUNS = "kyoten.runs";

    /** Each so many-th seed, the first one among them, is run twice, to see whether it replays alike. */
    private static final int REPEAT_EVERY = 10;

    private final TestMethod method;
    private final ConfigurationParameters parameters;

    Performance(TestMethod method, ConfigurationParameters parameters) {
        this.method = method;
        this.parameters = parameters;
    }

    /** @throws AssertionError if a claim is broken or unknown, with all that is known of it */
    void run() {
        Scenario scenario = method.scenario();
        Seeds seeds = parameters
                .get(SEED)
                .map(text -> TestMethod.seeds(text, "the parameter " + SEED))
                .orElseGet(method::seeds);
        AtomicBoolean failed = new AtomicBoolean();
        Campaign campaign =
                new Campaign(Vector.of(scenario), seeds, WorkerPool.processors(), REPEAT_EVERY, failed::get);
        CampaignResult result = Runner.run(campaign, run -> failed.compareAndSet(false, !run.clean()));
        if (!result.failures().isEmpty()) {
            // Seeds are begun in their order and all that were begun are finished, so this is always the smallest.
            throw broken(scenario, result.failures().head());
        }
        Vector<ClaimTally> unknown = result.scenarios().head().claims().filter(ClaimTally::unknown);
        if (!unknown.isEmpty()) {
            throw new AssertionError(unknown(scenario, seeds, unknown));
        }
    }

    private AssertionError broken(Scenario scenario, RunResult run) {
        String text = FailureText.lines(run).mkString("\n") + "\nto run it again: mvn test -Dtest=" + method.forMaven()
                + " -D" + SEED + '=' + run.plan().seed();
        return new AssertionError(text + '\n' + written(scenario, run));
    }

    /** That a folder can't be written hides no failure. */
    private String written(Scenario scenario, RunResult run) {
        Path path = Path.of(parameters.get(RUNS).orElse("target/kyoten-runs"), method.name());
        try {
            RunFolder folder = RunFolder.at(path);
            folder.write(run, scenario);
            return "to look at it: " + folder.timeline();
        } catch (IOException cannot) {
            return "the folder of the run could not be written: " + cannot;
        }
    }

    private static String unknown(Scenario scenario, Seeds seeds, Vector<ClaimTally> claims) {
        return claims.map(claim -> scenario.name() + ", " + seeds + ": the claim "
                        + claim.claim().name()
                        + " is unknown, which is no pass: "
                        + claim.why()
                                .getOrElse(
                                        "it looked at nothing, as no run had anything that it speaks of. Let the clients do"
                                                + " what it is about, or leave it out"))
                .mkString("\n");
    }
}
