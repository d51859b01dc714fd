package kyoten.scenario;

import java.util.stream.Stream;
import kyoten.architecture.Architecture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds scenarios and checkers to the rules of the architecture; checkers cannot have the rules, which lie in core. */
final class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> scenarios_keep_the_rules() {
        return Architecture.testsOf("scenarios");
    }

    @TestFactory
    Stream<DynamicTest> checkers_keep_the_rules() {
        return Architecture.testsOf("checkers");
    }
}
