package kyoten.offender.sim;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Reaches for the disk, in every way that is banned. */
final class OpensFiles {

    private OpensFiles() {}

    static boolean file(File file) {
        return file.exists();
    }

    static Function<String, File> fileReference() {
        return File::new;
    }

    static boolean path(Path path) {
        return Files.exists(path);
    }

    static Function<String, Path> pathReference() {
        return Path::of;
    }

    static Object stream() throws IOException {
        return new FileInputStream("a");
    }

    static Object random() throws IOException {
        return new RandomAccessFile("a", "r");
    }

    static Object writer() throws IOException {
        return new PrintWriter("a", StandardCharsets.UTF_8);
    }
}
