package kyoten.scenario.score;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sources that the tests run in. */
final class Sources {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Sources() {}

    static Versions versions() {
        return new Versions(Sources::text, System.getProperty("java.class.path"));
    }

    static Vector<Plant> plants() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("scenarios/src/planted"))) {
            return Vector.ofAll(files.sorted().toList())
                    .map(file -> Plant.read(file.getFileName().toString().replace(".patch", ""), read(file)));
        }
    }

    static Option<String> text(String path) {
        Path file = ROOT.resolve(path);
        return Option.when(Files.isRegularFile(file), () -> read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
