package kyoten.host;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Replaces a whole file: the new content goes to a file beside it, is synced, and takes the old one's name. */
final class Replacement {
    /** How the name of a file ends that has not taken its final name. Such a file is thrown away at boot. */
    static final String SUFFIX = ".tmp";

    private Replacement() {}

    /**
     * @throws FullException if there is no room; nothing is left behind
     * @throws IOException if anything else is wrong
     */
    static void write(Storage storage, Path path, ByteString content) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + SUFFIX);
        try (Storage.Handle file = storage.open(temporary)) {
            file.truncate(0);
            file.write(content.asReadOnlyByteBuffer(), 0);
            file.force();
        } catch (IOException e) {
            boolean full = FullException.says(e, RealStorage.folderOf(path));
            Files.deleteIfExists(temporary);
            throw full ? new FullException(e) : e;
        }
        storage.rename(temporary, path);
    }
}
