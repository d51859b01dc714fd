package kyoten.host;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kyoten.node.Effect.DiskOperation;
import kyoten.node.Effect.Sync;
import kyoten.node.Event;
import kyoten.node.Event.DiskDone;
import kyoten.node.Event.DiskFailed;
import kyoten.node.Event.DiskFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The operations on one file, in order. Those of a batch that wait for a sync wait together: one force serves them all.
 * Used by the node's disk thread only.
 */
final class FileQueue {
    private static final Logger LOG = LoggerFactory.getLogger(FileQueue.class);

    private final NodeFile file;
    private final List<Event> done = new ArrayList<>();
    private final List<DiskDone> waitingForForce = new ArrayList<>();
    private boolean broken;
    private boolean full;

    FileQueue(NodeFile file) {
        this.file = file;
    }

    NodeFile file() {
        return file;
    }

    /** Does an operation, but for the force of a sync. */
    void take(DiskOperation operation) {
        if (broken) {
            done.add(new DiskFailed(operation.operation(), DiskFault.BROKEN));
            return;
        }
        try {
            finish(new DiskDone(operation.operation(), perform(operation)), operation instanceof Sync);
        } catch (FullException e) {
            force();
            done.add(new DiskFailed(operation.operation(), broken ? DiskFault.BROKEN : DiskFault.FULL));
            LOG.atLevel(full ? Level.DEBUG : Level.WARN).log("{} did not happen: {}", name(operation), e.getMessage());
            full = true;
        } catch (IOException e) {
            force();
            fail(operation.operation(), name(operation), e);
        }
    }

    private ByteString perform(DiskOperation operation) throws IOException {
        if (operation instanceof Sync) {
            return ByteString.EMPTY;
        }
        ByteString result = file.perform(operation);
        full = false;
        return result;
    }

    private void finish(DiskDone event, boolean isSync) {
        if (isSync || !waitingForForce.isEmpty()) {
            waitingForForce.add(event);
        } else {
            done.add(event);
        }
    }

    private void fail(long operation, String what, IOException why) {
        broken = true;
        done.add(new DiskFailed(operation, DiskFault.BROKEN));
        LOG.error("{} failed; the file is not used any more until the next boot", what, why);
    }

    private static String name(DiskOperation operation) {
        return operation.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " of " + operation.file();
    }

    /** Forces the file if an operation waits for it. A force that failed is never tried again. */
    private void force() {
        if (waitingForForce.isEmpty()) {
            return;
        }
        try {
            file.force();
            done.addAll(waitingForForce);
        } catch (IOException e) {
            for (DiskDone waiting : waitingForForce) {
                fail(waiting.operation(), "sync", e);
            }
        }
        waitingForForce.clear();
    }

    /** Ends a batch. What has been done or has failed since the last one, in order. */
    Vector<Event> settle() {
        force();
        Vector<Event> events = Vector.ofAll(done);
        done.clear();
        return events;
    }
}
