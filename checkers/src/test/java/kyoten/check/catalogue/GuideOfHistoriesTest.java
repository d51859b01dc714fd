package kyoten.check.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.JsonLines;
import org.junit.jupiter.api.Test;

/** What the guide of histories shows of many sites is such a history. */
class GuideOfHistoriesTest {

    @Test
    void the_example_of_many_sites_holds_by_all_claims() throws IOException {
        History example = example();
        assertThat(example.size()).isEqualTo(5);
        for (String model : List.of(
                "many-sites",
                "merges-are-correct",
                "no-acked-write-lost",
                "no-resurrection",
                "converges-across-sites",
                "sessions")) {
            Verdict verdict =
                    Models.named(model).get().checker().apply(Settings.usual()).check(example);
            assertThat(verdict).as(model).isInstanceOf(Verdict.Holds.class);
        }
    }

    private static History example() throws IOException {
        String guide = Files.readString(Path.of("../docs/histories.md"));
        String section = guide.substring(guide.indexOf("## Histories of many sites"));
        int begin = section.indexOf("```json\n") + "```json\n".length();
        return JsonLines.read(
                "docs/histories.md", new StringReader(section.substring(begin, section.indexOf("```", begin))));
    }
}
