package kyoten.cli.netty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds out whether the machine keeps up: syncs a few bytes ten times a second, and measures by how much that is late. On a
 * machine that stands still for a while no server can answer in time.
 */
final class Pulse implements AutoCloseable {
    private static final long GAP_NANOS = 100_000_000L;

    private final FileChannel file;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicLong longest = new AtomicLong();
    private volatile long last = System.nanoTime();

    /**
     * @param folder on the disk in question
     * @throws IOException if nothing can be written there
     */
    Pulse(Path folder) throws IOException {
        file = FileChannel.open(folder.resolve("pulse"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        thread = new ScheduledThreadPoolExecutor(1, Daemons.named("kyoten-pulse"));
        thread.scheduleWithFixedDelay(this::beat, GAP_NANOS, GAP_NANOS, TimeUnit.NANOSECONDS);
    }

    private void beat() {
        try {
            file.write(ByteBuffer.allocate(Long.BYTES), 0);
            file.force(true);
        } catch (IOException full) {
            // No room, or closed: the beat counts as it is.
        }
        long now = System.nanoTime();
        longest.accumulateAndGet(now - last - GAP_NANOS, Math::max);
        last = now;
    }

    /** Forgets what was. */
    void reset() {
        longest.set(0);
    }

    /** By how much it was late at the worst, in nanoseconds; the beat that is due now included. */
    long latestNanos() {
        return Math.max(longest.get(), System.nanoTime() - last - GAP_NANOS);
    }

    @Override
    public void close() throws IOException {
        thread.shutdown();
        file.close();
    }
}
