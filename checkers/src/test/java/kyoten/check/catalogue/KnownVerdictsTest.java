package kyoten.check.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kyoten.check.Checker;
import kyoten.check.Verdict;
import kyoten.history.HistoryReader;
import kyoten.history.Value;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every recorded history of {@code KYOTEN_HISTORIES} gets the verdict that its table, expected.jsonl, knows. */
@EnabledIfEnvironmentVariable(named = "KYOTEN_HISTORIES", matches = ".+")
class KnownVerdictsTest {
    private final Path folder = Path.of(System.getenv().getOrDefault("KYOTEN_HISTORIES", "."));

    @TestFactory
    Stream<DynamicTest> the_known_verdict() throws IOException {
        return Files.readAllLines(folder.resolve("expected.jsonl")).stream()
                .filter(line -> !line.isBlank())
                .map(line -> JsonMapper.shared().readTree(line))
                .map(row -> dynamicTest(row.get("file").asString(), () -> judge(row)));
    }

    private void judge(JsonNode row) throws IOException {
        Model model = Models.named(row.get("model").asString())
                .getOrElseThrow(() ->
                        new AssertionError("no model named " + row.get("model").asString()));
        boolean expected = row.has("valid")
                ? row.get("valid").asBoolean()
                : row.get("linearizable").asBoolean();
        try (Reader text =
                Files.newBufferedReader(folder.resolve(row.get("file").asString()))) {
            HistoryReader.Reading reading =
                    HistoryReader.read(row.get("file").asString(), text, Option.none(), model.conventions());
            Checker checker = model.checker().apply(settings(row));
            Verdict verdict = checker.check(reading.history());
            assertThat(verdict).isNotInstanceOf(Verdict.Unknown.class);
            assertThat(verdict.holds()).as(String.valueOf(verdict)).isEqualTo(expected);
            Validated.confirm(model.name(), settings(row).initial(), checker, reading.history(), verdict);
        }
    }

    private static Settings settings(JsonNode row) {
        boolean starts = row.has("init") && !row.get("init").isNull();
        return starts
                ? Settings.usual()
                        .withInitial(Option.of(Value.of(row.get("init").asLong())))
                : Settings.usual();
    }
}
