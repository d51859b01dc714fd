package kyoten.cli;

import java.util.stream.Stream;
import kyoten.architecture.Architecture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the command line to the rules of the architecture. */
final class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> cli_keeps_the_rules() {
        return Architecture.testsOf("cli");
    }
}
