package kyoten.scenario.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the planted bugs to the sources as they are: each applies, compiles, and names claims and scenarios that there are. */
class PlantedTest {

    @TestFactory
    Stream<DynamicTest> each_planted_bug_applies_compiles_and_loads() throws IOException {
        Versions versions = Sources.versions();
        return Sources.plants()
                .map(plant -> dynamicTest(
                        plant.name(),
                        () -> assertThat(versions.planted(plant).scenarios()).isNotEmpty()))
                .toJavaStream();
    }
}
