package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kyoten.check.Claim;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureFolderTest {
    @TempDir
    private Path folder;

    @Test
    void a_failure_leaves_a_plan_that_replays_a_history_that_can_be_judged_and_a_report() throws IOException {
        Scenario scenario = Catalogue.find("rolling-restarts").get();
        RunResult run = Simulation.run(scenario.plan(3), scenario);
        Claim claim = new Claim("all-is-well", "nothing happens");
        Verdict broken = new Verdict.Broken(claim, "something did", Witness.of(History.empty()));

        new FailureFolder(folder.resolve("new"), Place.SIM).write(Vector.of(run.withVerdicts(Vector.of(broken))));

        Path stem = folder.resolve("new").resolve("rolling-restarts-3");
        assertThat(Files.readString(Path.of(stem + ".txt"))).contains("because something did");
        assertThat(Shell.kyoten("replay", "--plan", stem + ".plan.json").status())
                .isZero();
        Shell judged = Shell.kyoten("check", stem + ".history.jsonl", "--model", "site-register");
        assertThat(judged.status()).as(judged.err()).isZero();
        assertThat(Files.readAllLines(Path.of(stem + ".history.jsonl"))).hasSizeGreaterThan(100);
    }
}
