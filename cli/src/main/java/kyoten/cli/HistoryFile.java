package kyoten.cli;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import kyoten.history.Conventions;
import kyoten.history.Format;
import kyoten.history.HistoryReader;
import kyoten.history.MalformedHistoryException;

/**
 * A file with a history: {@code -} for standard input, the folder of a Jepsen store for the history in it. Read once from begin to end, so
 * that a pipe will do.
 *
 * @param named as the person named it
 */
record HistoryFile(String named) {
    private static final java.util.List<String> IN_STORES = java.util.List.of("history.edn", "history.txt");

    /** As {@link #read(Option, Conventions, HistoryReader.Listener)}, with nobody listening. */
    HistoryReader.Reading read(Option<Format> format, Conventions conventions) throws IOException {
        return read(format, conventions, HistoryReader.Listener.NOBODY);
    }

    /**
     * @throws MalformedHistoryException if it is none
     * @throws IOException if it can't be read; the message is for people
     */
    HistoryReader.Reading read(Option<Format> format, Conventions conventions, HistoryReader.Listener listener)
            throws IOException {
        if (named.equals("-")) {
            return read("standard input", System.in, format, conventions, listener);
        }
        Path path = path();
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in, format, conventions, listener);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + path, e);
        }
    }

    private static HistoryReader.Reading read(
            String source,
            InputStream in,
            Option<Format> format,
            Conventions conventions,
            HistoryReader.Listener listener)
            throws IOException {
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        try {
            return HistoryReader.read(source, text, format, conventions, listener);
        } catch (CharacterCodingException e) {
            throw new IOException(source + " is not UTF-8 text; expected a history", e);
        }
    }

    /** Whether it may still be written while it is read: a pipe, or standard input. */
    boolean isStream() {
        return named.equals("-") || Files.exists(Path.of(named)) && !isStored(Path.of(named));
    }

    private static boolean isStored(Path path) {
        return Files.isRegularFile(path) || Files.isDirectory(path);
    }

    private Path path() throws IOException {
        Path path = Path.of(named);
        if (!Files.isDirectory(path)) {
            return path;
        }
        for (String name : IN_STORES) {
            if (Files.exists(path.resolve(name))) {
                return path.resolve(name);
            }
        }
        throw new IOException(
                path + " is a folder without a history; expected " + String.join(" or ", IN_STORES) + " in it");
    }
}
