package kyoten.node;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;

/** What a file holds at boot. All of it has been synced before the node sees it. */
public sealed interface BootFile {

    FileName file();

    /** A log with its records in order, the damaged places among them. */
    record Log(FileName file, Seq<LogRecord> records) implements BootFile {}

    /**
     * A bulk file; its bytes are had with {@link Effect.Read}.
     *
     * @param length in bytes
     */
    record Bulk(FileName file, long length) implements BootFile {}

    /** One place of a log. */
    sealed interface LogRecord {}

    /** A record as it was appended. */
    record Good(ByteString bytes) implements LogRecord {}

    /**
     * A place that doesn't hold what was written there. A record that was torn by a crash before its sync and one that
     * rotted after it look alike. Good records may follow it when the host could find where the next one begins.
     *
     * @param offset in bytes from the beginning of the file
     * @param lengthClaimed the length of the record's bytes as its frame tells it, true or not; 0 if it tells none
     */
    record Damaged(long offset, long lengthClaimed) implements LogRecord {}
}
