package kyoten.sim;

import java.util.stream.Stream;
import kyoten.architecture.Architecture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the simulated world to the rules of the architecture. */
final class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> sim_network_keeps_the_rules() {
        return Architecture.testsOf("sim-network");
    }
}
