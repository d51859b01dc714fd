package kyoten.host;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import kyoten.node.Effect.Append;
import kyoten.node.Effect.DiskOperation;
import kyoten.node.Effect.Replace;
import kyoten.node.Effect.Truncate;
import kyoten.wire.RecordLog;
import kyoten.wire.RecordLog.Scan;
import kyoten.wire.RecordLog.Tail;

/**
 * A log. Its file is laid out ahead in chunks of zeros: an append then finds its room, and a sync need not write a new
 * length. So a full disk shows when a chunk is laid out, before anything of the record is in the file.
 */
final class LogFile implements NodeFile {
    private static final int CHUNK = 1 << 20;
    private static final int PAGE = 4096;

    private final Path path;
    private final Storage storage;
    private final RecordLog format;
    private Option<Storage.Handle> handle = Option.none();
    private Tail tail = Tail.START;
    private long laidOut;

    LogFile(Path path, Storage storage, RecordLog format) {
        this.path = path;
        this.storage = storage;
        this.format = format;
    }

    /** Reads a file that exists, after making durable all of it. */
    Scan open() throws IOException {
        Storage.Handle file = use(storage.open(path));
        file.force();
        Scan scan = scan(file);
        tail = scan.tail();
        laidOut = file.size();
        return scan;
    }

    private Storage.Handle use(Storage.Handle file) {
        handle = Option.of(file);
        return file;
    }

    private Scan scan(Storage.Handle file) throws IOException {
        long size = file.size();
        if (size > Integer.MAX_VALUE - 1024) {
            throw new IOException(path + " has " + size + " bytes, more than 2 GiB cannot be read");
        }
        ByteBuffer image = ByteBuffer.allocate((int) size);
        file.read(image, 0);
        return format.scan(image.array());
    }

    @Override
    public ByteString perform(DiskOperation operation) throws IOException {
        if (operation instanceof Append append) {
            append(append.bytes());
        } else if (operation instanceof Truncate truncate) {
            truncate(truncate.records());
        } else if (operation instanceof Replace replace) {
            replace(format.image(replace.parts()));
        } else {
            throw new IllegalArgumentException("not for a log: " + operation);
        }
        return ByteString.EMPTY;
    }

    private void append(ByteString record) throws IOException {
        Storage.Handle file = handle.isDefined() ? handle.get() : create();
        RecordLog.Framed framed = format.frame(tail, record);
        layOut(file, framed.tail().offset());
        try {
            file.write(ByteBuffer.wrap(framed.bytes()), tail.offset());
        } catch (IOException e) {
            // A file system that writes nowhere twice can be full here, too.
            undo(file, e);
        }
        tail = framed.tail();
    }

    private Storage.Handle create() throws IOException {
        try {
            Storage.Handle file = use(storage.open(path));
            storage.forceFolder(RealStorage.folderOf(path));
            return file;
        } catch (IOException e) {
            throw fullOrBroken(e);
        }
    }

    private void layOut(Storage.Handle file, long needed) throws IOException {
        if (needed <= laidOut) {
            return;
        }
        try {
            long chunks = (needed + CHUNK - 1) / CHUNK * CHUNK;
            writeZeros(file, laidOut, chunks);
            laidOut = chunks;
        } catch (IOException e) {
            layOutNoMoreThan(file, (needed + PAGE - 1) / PAGE * PAGE, e);
        }
    }

    /** No room for a whole chunk; there may be enough for the record. */
    private void layOutNoMoreThan(Storage.Handle file, long needed, IOException why) throws IOException {
        IOException error = fullOrBroken(why);
        if (!(error instanceof FullException)) {
            throw error;
        }
        try {
            writeZeros(file, laidOut, needed);
            laidOut = needed;
        } catch (IOException e) {
            file.truncate(laidOut);
            throw fullOrBroken(e);
        }
    }

    private static void writeZeros(Storage.Handle file, long from, long to) throws IOException {
        for (long at = from; at < to; at += CHUNK) {
            file.write(ByteBuffer.allocate((int) Math.min(CHUNK, to - at)), at);
        }
    }

    private void undo(Storage.Handle file, IOException why) throws IOException {
        file.truncate(tail.offset());
        laidOut = tail.offset();
        throw fullOrBroken(why);
    }

    private IOException fullOrBroken(IOException error) {
        return FullException.says(error, RealStorage.folderOf(path)) ? new FullException(error) : error;
    }

    /** Durable at once, as the format asks for: an old record must not stand behind a new one after a crash. */
    private void truncate(long kept) throws IOException {
        if (handle.isEmpty()) {
            tail = format.scan(new byte[0]).truncated(kept);
            return;
        }
        Storage.Handle file = handle.get();
        tail = scan(file).truncated(kept);
        file.truncate(Math.min(tail.offset(), laidOut));
        file.force();
        laidOut = Math.min(tail.offset(), laidOut);
    }

    private void replace(byte[] image) throws IOException {
        Replacement.write(storage, path, ByteString.copyFrom(image));
        Option<Storage.Handle> before = handle;
        open();
        if (before.isDefined()) {
            before.get().close();
        }
    }

    @Override
    public void force() throws IOException {
        if (handle.isDefined()) {
            handle.get().force();
        }
    }

    @Override
    public void close() throws IOException {
        if (handle.isDefined()) {
            handle.get().close();
        }
    }
}
