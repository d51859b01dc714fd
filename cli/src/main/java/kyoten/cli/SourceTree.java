package kyoten.cli;

import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The sources that this program was built from.
 *
 * @param root the folder with the modules in it
 */
record SourceTree(Path root) {
    private static final String PLANTED = "scenarios/src/planted";
    private static final String ENDING = ".patch";

    /** The sources around the program, or around the current folder. */
    static Option<SourceTree> find() {
        try {
            Path program = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return above(program).orElse(() -> above(Path.of("").toAbsolutePath()));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Option<SourceTree> above(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(PLANTED))) {
                return Option.some(new SourceTree(folder));
            }
        }
        return Option.none();
    }

    /** The text of a file, by its path from the root. */
    Option<String> text(String path) {
        Path file = root.resolve(path);
        return Option.when(Files.isRegularFile(file), () -> read(file));
    }

    /** The planted bugs' files, by the name of the bug. */
    TreeMap<String, String> plants() {
        try (Stream<Path> files = Files.list(root.resolve(PLANTED))) {
            TreeMap<String, String> plants = TreeMap.empty();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    plants = plants.put(name.substring(0, name.length() - ENDING.length()), read(file));
                }
            }
            return plants;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
