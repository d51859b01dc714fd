package kyoten.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** There is no room on the disk. What was to be written has left no trace. */
final class FullException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Less than this is taken for no room at all, where the operating system's message can't be read. */
    private static final long NO_ROOM_BYTES = 64 << 10;

    FullException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * Whether an error of the operating system says that there is no room. Java passes on only the message, which may be in
     * any language; so the room that is left is looked at, too.
     */
    static boolean says(IOException error, Path folder) {
        String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota exceeded")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < NO_ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
