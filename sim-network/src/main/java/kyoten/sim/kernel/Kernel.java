package kyoten.sim.kernel;

import java.util.function.LongConsumer;

/** The queue, the virtual time, the trace and the counts of one run. */
public final class Kernel {
    private final EventQueue queue = new EventQueue();
    private final TraceHash trace = new TraceHash();
    private final Tally tally = new Tally();
    private long now;
    private long events;
    private long cause;
    private long culprit;
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
        happening.causedBy(culprit);
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
                cause = next.cause();
                culprit = events;
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

    /** Gets the trace hash after each event from now on. */
    public void listenToHashes(LongConsumer newListener) {
        hashes = newListener;
        hashing = true;
    }

    /** The number of the event that brought the present one about; 0 if it was there from the beginning. */
    public long cause() {
        return cause;
    }

    /** Says whether the present event counts as the cause of what is put into the queue in it, or only hands its own cause on. */
    public void countsAsCause(boolean counts) {
        culprit = counts ? events : cause;
    }
}
