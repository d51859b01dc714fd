package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.shrink.TestSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that writes a failure down as a test in Java. */
final class TestOption {
    private static final String JAVA = ".java";
    private static final Path SOURCES = Path.of("src", "test", "java");

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = {
                "Write what is left as a JUnit test, such as src/test/java/my/FoundTest.java;",
                "it needs kyoten-scenarios on the test class path."
            })
    private Path file;

    /** @throws ParameterException if no class can be in such a file */
    void check(CommandSpec spec) {
        if (file != null && !(fileName().endsWith(JAVA) && TestSource.isName(type()))) {
            throw new ParameterException(
                    spec.commandLine(), "--junit expects a file of a Java class such as FoundTest.java, found " + file);
        }
    }

    /**
     * Writes the test, if one is wanted.
     *
     * @return the file
     */
    io.vavr.control.Option<Path> write(Plan plan, String claim, String foundBy) throws IOException {
        if (file == null) {
            return io.vavr.control.Option.none();
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file is in a folder");
        Files.createDirectories(folder);
        Files.writeString(file, TestSource.of(room(folder), type(), foundBy, claim, plan));
        return io.vavr.control.Option.of(file);
    }

    private String fileName() {
        return file.getFileName().toString();
    }

    private String type() {
        return fileName().substring(0, fileName().length() - JAVA.length());
    }

    /** The package of a folder of sources; none if it is no such folder. */
    private static String room(Path folder) {
        Vector<Path> parts = Vector.ofAll(folder);
        int sources = parts.lastIndexOfSlice(Vector.ofAll(SOURCES));
        return sources < 0 ? "" : parts.drop(sources + SOURCES.getNameCount()).mkString(".");
    }
}
