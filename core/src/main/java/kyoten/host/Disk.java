package kyoten.host;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import kyoten.node.BootFile;
import kyoten.node.Effect.Append;
import kyoten.node.Effect.DiskOperation;
import kyoten.node.Effect.Read;
import kyoten.node.Effect.Truncate;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.FileName.Kind;
import kyoten.wire.RecordLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's files during one boot, with a thread of their own. What is queued while the thread is busy becomes one batch; one
 * force per file serves all syncs of a batch.
 */
final class Disk implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    /** Is told on the disk's thread. */
    interface Listener {

        /** Operations are done or have failed; those of one file in order. */
        void onCompletions(Seq<Event> events);

        /** An operation could never have been done, such as a truncation to more records than there are. */
        void onImpossible(RuntimeException cause);
    }

    /** Tells the thread to end. */
    private static final DiskOperation END = new Read(-1, FileName.bulk("end"), 0, 0);

    private final DataFolder folder;
    private final Storage storage;
    private final RecordLog format;
    private final LinkedBlockingQueue<DiskOperation> queue = new LinkedBlockingQueue<>();
    private final TreeMap<FileName, FileQueue> files = new TreeMap<>();
    private final Thread thread;
    private final Listener listener;
    private volatile boolean closed;

    /**
     * @param folder is closed with the disk
     * @param threadName of the disk's thread
     */
    Disk(DataFolder folder, Storage storage, String threadName, Listener listener) {
        this.folder = folder;
        this.storage = storage;
        this.format = RecordLog.of(folder.salt());
        this.listener = listener;
        this.thread = new Thread(this::run, threadName);
    }

    /**
     * Makes durable what the folder holds, reads the logs, and starts the thread.
     *
     * @return the node's files, by name
     */
    Seq<BootFile> boot() throws IOException {
        List<BootFile> found = new ArrayList<>();
        for (Path path : folder.files()) {
            String name = path.getFileName().toString();
            if (name.endsWith(".log")) {
                found.add(bootLog(FileName.log(name.substring(0, name.length() - 4))));
            } else if (name.endsWith(".bulk")) {
                found.add(bootBulk(FileName.bulk(name.substring(0, name.length() - 5))));
            }
        }
        storage.forceFolder(folder.path());
        thread.start();
        return Vector.ofAll(found).sortBy(BootFile::file);
    }

    private BootFile bootLog(FileName name) throws IOException {
        LogFile file = new LogFile(path(name), storage, format);
        files.put(name, new FileQueue(file));
        return new BootFile.Log(name, file.open().records());
    }

    private BootFile bootBulk(FileName name) throws IOException {
        BulkFile file = new BulkFile(path(name), storage);
        files.put(name, new FileQueue(file));
        return new BootFile.Bulk(name, file.open());
    }

    private Path path(FileName name) {
        return folder.path().resolve(name.toString());
    }

    /**
     * Queues an operation.
     *
     * @throws IllegalArgumentException if it doesn't fit the kind of the file, or makes no sense at all
     */
    void submit(DiskOperation operation) {
        boolean forLogs = operation instanceof Append || operation instanceof Truncate;
        boolean forBulk = operation instanceof Read;
        if (operation.file().kind() == Kind.LOG ? forBulk : forLogs) {
            throw new IllegalArgumentException("not for such a file: " + operation);
        }
        boolean negative = operation instanceof Read read && (read.offset() < 0 || read.length() < 0)
                || operation instanceof Truncate truncate && truncate.records() < 0;
        if (negative) {
            throw new IllegalArgumentException("a negative number: " + operation);
        }
        queue.add(operation);
    }

    private void run() {
        try {
            List<DiskOperation> batch = new ArrayList<>();
            while (!closed) {
                batch.add(queue.take());
                queue.drainTo(batch);
                runBatch(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            LOG.error("{} was interrupted, which nobody should do", thread.getName(), e);
        } catch (IllegalArgumentException e) {
            listener.onImpossible(e);
        } finally {
            closeFiles();
        }
    }

    private void runBatch(List<DiskOperation> batch) {
        for (DiskOperation operation : batch) {
            if (closed || operation == END) {
                return;
            }
            files.computeIfAbsent(operation.file(), this::newFile).take(operation);
        }
        Vector<Event> events = Vector.ofAll(files.values()).flatMap(FileQueue::settle);
        if (!events.isEmpty()) {
            listener.onCompletions(events);
        }
    }

    private FileQueue newFile(FileName name) {
        return new FileQueue(
                name.kind() == Kind.LOG ? new LogFile(path(name), storage, format) : new BulkFile(path(name), storage));
    }

    private void closeFiles() {
        try {
            for (FileQueue file : files.values()) {
                file.file().close();
            }
            folder.close();
        } catch (IOException e) {
            LOG.warn("closing {}", folder.path(), e);
        }
    }

    /** Begins to end: drops what is queued, finishes what is under way, closes the files. */
    void shutDown() {
        closed = true;
        queue.add(END);
    }

    /** Ends, and waits for it. */
    @Override
    public void close() {
        shutDown();
        if (thread.getState() == Thread.State.NEW) {
            closeFiles();
            return;
        }
        Threads.join(thread);
    }
}
