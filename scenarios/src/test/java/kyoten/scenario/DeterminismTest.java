package kyoten.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.Simulation;
import kyoten.scenario.run.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same scenario and seed give the same trace hash, whatever ran before, runs beside, or hosts the run. */
class DeterminismTest {
    private static final int SEEDS = 3;
    private static final long FIRST_SEED = 4_000;

    /** One scenario with one seed. */
    private record Pick(Scenario scenario, long seed) {
        static Vector<Pick> all() {
            return Vector.range(0, SEEDS)
                    .flatMap(i -> Catalogue.all().map(scenario -> new Pick(scenario, FIRST_SEED + i)));
        }

        String name() {
            return scenario.name() + ", seed " + seed;
        }

        String hash() {
            long hash = Simulation.run(scenario.plan(seed), scenario).tallies().traceHash();
            return String.format("%016x", hash);
        }
    }

    /** Runs one seed and prints its hash; the whole life of a JVM. */
    public static void main(String[] args) {
        Pick pick = new Pick(Catalogue.find(args[0]).get(), Long.parseLong(args[1]));
        System.out.println(pick.hash());
    }

    @Test
    void what_ran_before_and_what_runs_beside_change_nothing() {
        TreeMap<String, String> forwards = hashes(Pick.all(), 1);
        TreeMap<String, String> backwardsInPairs = hashes(Pick.all().reverse(), 2);
        assertThat(backwardsInPairs).isEqualTo(forwards);
        assertThat(forwards.values()).hasSize(SEEDS * Catalogue.all().size()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC"})
    void a_run_alone_in_a_jvm_of_its_own_is_the_same(String collector) throws IOException, InterruptedException {
        Pick pick = Pick.all().head();
        assertThat(hashInAnotherJvm(pick, collector, "-Xmx256m")).isEqualTo(pick.hash());
    }

    private static TreeMap<String, String> hashes(Vector<Pick> picks, int jobs) {
        TreeMap<String, String> hashes = new TreeMap<>();
        new WorkerPool(jobs)
                .each(
                        number -> number < picks.size()
                                ? Option.of(picks.get((int) number)).map(Hashed::of)
                                : Option.none(),
                        () -> false,
                        hashed -> hashes.put(hashed.name, hashed.hash));
        return hashes;
    }

    /** What a worker hands back. */
    private record Hashed(String name, String hash) {
        static Hashed of(Pick pick) {
            return new Hashed(pick.name(), pick.hash());
        }
    }

    private static String hashInAnotherJvm(Pick pick, String... flags) throws IOException, InterruptedException {
        Vector<String> command = Vector.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .appendAll(Vector.of(flags))
                .append("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
                .appendAll(Vector.of("-cp", System.getProperty("java.class.path"), DeterminismTest.class.getName()))
                .appendAll(Vector.of(pick.scenario.name(), String.valueOf(pick.seed)));
        Process process = new ProcessBuilder(command.asJava())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
    }
}
