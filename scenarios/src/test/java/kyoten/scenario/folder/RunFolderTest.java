package kyoten.scenario.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kyoten.history.Conventions;
import kyoten.history.History;
import kyoten.history.HistoryReader;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunFolderTest {
    private final Scenario scenario = Catalogue.find("rolling-restarts").get();
    private final RunResult run = Simulation.run(scenario.plan(3), scenario);

    @TempDir
    private Path temporary;

    @Test
    void a_run_leaves_its_plan_its_history_its_trace_its_verdicts_and_a_timeline() throws IOException {
        Path folder = temporary.resolve("runs/latest");
        RunFolder.at(folder).write(run, scenario);
        assertThat(names(folder))
                .containsExactly(
                        ".kyoten-run", "history.jsonl", "plan.json", "timeline.html", "trace.txt", "verdicts.json");
        assertThat(PlanText.read(Files.readString(folder.resolve(RunFolder.PLAN)))
                        .get())
                .isEqualTo(run.plan());
        assertThat(Files.readAllLines(folder.resolve(RunFolder.TRACE))).hasSizeGreaterThan(1_000);
        JsonNode verdicts = JsonMapper.shared().readTree(Files.readString(folder.resolve(RunFolder.VERDICTS)));
        assertThat(verdicts.get("verdicts").findValuesAsString("verdict"))
                .hasSize(run.verdicts().size())
                .contains("holds");
        assertThat(verdicts.get("traceHash").stringValue())
                .isEqualTo(String.format("%016x", run.tallies().traceHash()));
    }

    @Test
    void the_history_that_is_written_is_the_one_that_was_judged() throws IOException {
        RunFolder.at(temporary).write(run, scenario);
        String text = Files.readString(temporary.resolve(RunFolder.HISTORY));
        History read = HistoryReader.read("it", new StringReader(text), Option.none(), Conventions.plain())
                .history();
        assertThat(read.ops().stream().map(Object::toString))
                .isEqualTo(run.history().ops().stream().map(Object::toString).toList());
    }

    @Test
    void a_later_run_takes_the_place_of_an_earlier_one_and_nothing_else_is_touched() throws IOException {
        Path mine = temporary.resolve("notes.txt");
        Files.writeString(mine, "mine");
        RunFolder.at(temporary).write(run, scenario);
        RunResult later = Simulation.run(scenario.plan(4), scenario);
        RunFolder.at(temporary).write(later, scenario);
        assertThat(PlanText.read(Files.readString(temporary.resolve(RunFolder.PLAN)))
                        .get())
                .isEqualTo(later.plan());
        assertThat(Files.readString(mine)).isEqualTo("mine");
    }

    @Test
    void files_of_the_same_names_that_no_run_wrote_are_not_replaced() throws IOException {
        Path foreign = temporary.resolve(RunFolder.PLAN);
        Files.writeString(foreign, "somebody's plan");
        assertThatThrownBy(() -> RunFolder.at(temporary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("plan.json that no run wrote");
        assertThat(names(temporary)).containsExactly("plan.json");
        assertThat(Files.readString(foreign)).isEqualTo("somebody's plan");
    }

    @Test
    void a_file_is_no_folder() throws IOException {
        Path file = temporary.resolve("file");
        Files.writeString(file, "");
        assertThatThrownBy(() -> RunFolder.at(file)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void a_recording_that_is_given_up_leaves_the_earlier_run() throws IOException {
        RunFolder folder = RunFolder.at(temporary);
        folder.write(run, scenario);
        String before = Files.readString(temporary.resolve(RunFolder.TRACE));
        try (RunFolder.Recording recording = folder.record(scenario.plan(4), scenario)) {
            Simulation other = new Simulation(scenario.plan(4), scenario);
            other.onTrace(recording);
            other.step();
        }
        assertThat(Files.readString(temporary.resolve(RunFolder.TRACE))).isEqualTo(before);
        assertThat(names(temporary)).noneMatch(name -> name.endsWith(".unfinished"));
    }

    @Test
    void a_run_without_a_trace_keeps_no_trace_of_an_earlier_one() throws IOException {
        RunFolder folder = RunFolder.at(temporary);
        folder.write(run, scenario);
        folder.writeUntraced(run, scenario);
        assertThat(names(temporary)).doesNotContain(RunFolder.TRACE).contains(RunFolder.TIMELINE);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
