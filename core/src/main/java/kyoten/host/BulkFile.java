package kyoten.host;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import kyoten.node.Effect.DiskOperation;
import kyoten.node.Effect.Read;
import kyoten.node.Effect.Replace;

/** A file that is replaced as a whole and read in parts. */
final class BulkFile implements NodeFile {
    private final Path path;
    private final Storage storage;
    private Option<Storage.Handle> handle = Option.none();

    BulkFile(Path path, Storage storage) {
        this.path = path;
        this.storage = storage;
    }

    /**
     * Opens a file that exists, after making durable all of it.
     *
     * @return its length in bytes
     */
    long open() throws IOException {
        Storage.Handle file = storage.open(path);
        handle = Option.of(file);
        file.force();
        return file.size();
    }

    @Override
    public ByteString perform(DiskOperation operation) throws IOException {
        if (operation instanceof Read read) {
            return read(read.offset(), read.length());
        }
        if (operation instanceof Replace replace) {
            Replacement.write(storage, path, ByteString.copyFrom(replace.parts()));
            close();
            open();
            return ByteString.EMPTY;
        }
        throw new IllegalArgumentException("not for a bulk file: " + operation);
    }

    private ByteString read(long offset, int length) throws IOException {
        if (handle.isEmpty()) {
            return ByteString.EMPTY;
        }
        long available = Math.max(0, handle.get().size() - offset);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, available));
        handle.get().read(bytes, offset);
        return ByteString.copyFrom(bytes.flip());
    }

    /** Nothing to do: a replacement is durable when it is done. */
    @Override
    public void force() {}

    @Override
    public void close() throws IOException {
        if (handle.isDefined()) {
            handle.get().close();
        }
    }
}
