package kyoten;

import java.util.stream.Stream;
import kyoten.architecture.Architecture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds core to the rules of the architecture. */
final class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> core_keeps_the_rules() {
        return Architecture.testsOf("core");
    }
}
