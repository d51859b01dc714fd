package kyoten.cli.netty;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kyoten.node.NodeId;
import kyoten.scenario.run.Venue;

/**
 * Real time, on a thread of its own: whatever happens to a run happens there, one thing after the other. What it throws ends
 * the run.
 */
final class RealVenue implements Venue, AutoCloseable {
    private static final int SECONDS_TO_END = 5;

    private final ScheduledThreadPoolExecutor thread;
    private final Cluster cluster;
    private final Consumer<Throwable> onFailure;
    private long begin = System.nanoTime();
    private volatile boolean over;

    /**
     * @param onFailure gets what a call has thrown
     */
    RealVenue(Cluster cluster, Consumer<Throwable> onFailure) {
        this.cluster = cluster;
        this.onFailure = onFailure;
        thread = new ScheduledThreadPoolExecutor(1, Daemons.named("kyoten-run"));
    }

    /** The run begins now, with this call. */
    void begin(Runnable call) {
        post(() -> {
            begin = System.nanoTime();
            call.run();
        });
    }

    /** Calls as soon as possible, from any thread; not if the run is over. */
    void post(Runnable call) {
        schedule(call, 0);
    }

    private void schedule(Runnable call, long delayNanos) {
        try {
            thread.schedule(() -> take(call), delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            over = true;
        }
    }

    private void take(Runnable call) {
        if (over) {
            return;
        }
        try {
            call.run();
        } catch (Throwable thrown) {
            over = true;
            onFailure.accept(thrown);
        }
    }

    /** Nothing is called any more. */
    void end() {
        over = true;
    }

    /** The time since the run's beginning; on the run's thread only. */
    @Override
    public long now() {
        return System.nanoTime() - begin;
    }

    @Override
    public void at(long nanos, Runnable call) {
        schedule(call, Math.max(0, nanos - now()));
    }

    @Override
    public void ask(NodeId client, Object body, Consumer<Object> onAnswer) {
        cluster.ask(client, body, answer -> post(() -> onAnswer.accept(answer)));
    }

    /** Ends, and waits until what is being called has returned, for some seconds at the most. */
    @Override
    public void close() {
        over = true;
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the thread of a run does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
