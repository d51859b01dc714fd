package kyoten.sim.kernel;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The queue, the virtual time, the trace and the counts of one run. */
public final class Kernel {
    private final EventQueue queue = new EventQueue();
    private final TraceHash trace = new TraceHash();
    private final Tally tally = new Tally();
    private long now;
    private long events;
    private boolean tracing;
    private Consumer<TraceLine> listener = line -> {};
    private boolean hashing;
    private LongConsumer hashes = hash -> {};

    /**
     * @param start the virtual time at which the run begins, in nanoseconds
     */
    public Kernel(long start) {
        now = start;
    }

    /** The virtual time in nanoseconds. */
    public long now() {
        return now;
    }

    /** How many events have happened. */
    public long events() {
        return events;
    }

    /** The hash of all that happened. */
    public TraceHash trace() {
        return trace;
    }

    /** The counts. */
    public Tally tally() {
        return tally;
    }

    /**
     * Puts a happening into the queue.
     *
     * @throws IllegalArgumentException if the time has passed
     */
    public void at(long time, Happening happening) {
        if (time < now) {
            throw new IllegalArgumentException("the time " + time + " ns has passed, it is " + now + " ns");
        }
        queue.push(time, happening);
    }

    /**
     * Lets the next thing happen, if it is due by then; otherwise only the time moves on.
     *
     * @return whether something happened
     */
    public boolean runOne(long until) {
        while (queue.firstTime() <= until && !queue.isEmpty()) {
            long time = queue.firstTime();
            Happening next = queue.pop();
            if (!next.isStale()) {
                now = time;
                events++;
                trace.add(time);
                next.happen();
                if (hashing) {
                    hashes.accept(trace.value());
                }
                return true;
            }
        }
        now = Math.max(now, until);
        return false;
    }

    /** Hears of everything that happens from now on, line by line. Costs time; changes nothing. */
    public void listen(Consumer<TraceLine> newListener) {
        listener = newListener;
        tracing = true;
    }

    /** Gets the trace hash after each event from now on. */
    public void listenToHashes(LongConsumer newListener) {
        hashes = newListener;
        hashing = true;
    }

    /** Whether anybody hears {@link #tell}. */
    public boolean isTracing() {
        return tracing;
    }

    /**
     * Tells the listener, if there is one.
     *
     * @param what makes the text, now or later, of values only: of nothing that changes
     */
    public void tell(String place, Supplier<String> what) {
        if (tracing) {
            listener.accept(new TraceLine(events, now, place, what));
        }
    }
}
