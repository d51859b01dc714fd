package kyoten.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds runs to the trace hashes that they gave before, to notice a change of behaviour that nobody meant. With
 * {@code -Dkyoten.golden=write} it writes the hashes of today into the table instead.
 */
class GoldenSeedsTest {
    /** From the module's folder, in which the build runs its tests. */
    private static final Path TABLE = Path.of("src/test/resources/kyoten/scenario/golden-seeds.txt");

    private static final String UPDATE = "./mvnw -q -pl scenarios -am test -Dtest=GoldenSeedsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dkyoten.golden=write";

    private static final boolean WRITE = "write".equals(System.getProperty("kyoten.golden"));

    /**
     * A row of the table.
     *
     * @param hash 16 hexadecimal digits, as the command line prints them
     * @param why it is kept
     */
    private record Golden(String scenario, long seed, String hash, String why) {
        static Golden of(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as("scenario | seed | hash | why: %s", line).hasSize(4);
            assertThat(cells[3]).as("says why it is kept: %s", line).isNotBlank();
            return new Golden(cells[0].strip(), Long.parseLong(cells[1].strip()), cells[2].strip(), cells[3].strip());
        }

        String hashOfToday() {
            Scenario played = Catalogue.find(scenario).get();
            long hash = Simulation.run(played.plan(seed), played).tallies().traceHash();
            return String.format("%016x", hash);
        }

        String line() {
            return String.format("%-24s | %4d | %s | %s", scenario, seed, hash, why);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_golden_seed_gives_its_trace_hash() throws IOException {
        if (WRITE) {
            Files.write(TABLE, lines().map(GoldenSeedsTest::renewed));
        }
        return lines().filter(GoldenSeedsTest::isRow)
                .map(Golden::of)
                .map(golden -> dynamicTest(golden.scenario + ", seed " + golden.seed, () -> hold(golden)))
                .toJavaStream();
    }

    @Test
    void no_seed_is_kept_twice() throws IOException {
        Vector<String> seeds = lines().filter(GoldenSeedsTest::isRow)
                .map(Golden::of)
                .map(golden -> golden.scenario + " " + golden.seed);
        assertThat(seeds).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(10);
    }

    private static void hold(Golden golden) {
        assertThat(golden.hashOfToday())
                .as(
                        "The behaviour of %s, seed %d (%s) has changed. If nobody meant it to, find out why: it is a bug."
                                + " If it was meant, run%n  %s%nand say in the commit which behaviour changed and why:"
                                + " CONTRIBUTING.md, \"Golden seeds\".",
                        golden.scenario, golden.seed, golden.why, UPDATE)
                .isEqualTo(golden.hash);
    }

    private static String renewed(String line) {
        if (!isRow(line)) {
            return line;
        }
        Golden before = Golden.of(line);
        return new Golden(before.scenario, before.seed, before.hashOfToday(), before.why).line();
    }

    private static boolean isRow(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static Vector<String> lines() throws IOException {
        return Vector.ofAll(Files.readAllLines(TABLE));
    }
}
