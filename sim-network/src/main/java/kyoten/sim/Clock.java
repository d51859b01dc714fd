package kyoten.sim;

/**
 * A node's two clocks. Both run at a rate of their own against virtual time. The monotonic one has a new beginning with each
 * boot; the wall clock runs on through boots and can be set.
 */
final class Clock {
    private static final long MILLION = 1_000_000;

    private long anchor;
    private long monotonicAtAnchor;
    private long wallAtAnchor;
    private long wallSetForward;
    private int fasterPerMillion;

    Clock(long virtual, long wall) {
        anchor = virtual;
        wallAtAnchor = wall;
    }

    long monotonic(long virtual) {
        return monotonicAtAnchor + run(virtual - anchor);
    }

    long wall(long virtual) {
        return wallAtAnchor + wallSetForward + run(virtual - anchor);
    }

    /** A boot: the monotonic time begins anew. */
    void restart(long virtual, long monotonic) {
        moveAnchor(virtual);
        monotonicAtAnchor = monotonic;
    }

    /** Returns whether the rate is another one now. */
    boolean setRate(long virtual, int newFasterPerMillion) {
        if (newFasterPerMillion == fasterPerMillion) {
            return false;
        }
        moveAnchor(virtual);
        fasterPerMillion = newFasterPerMillion;
        return true;
    }

    /** Returns whether the wall clock jumped. */
    boolean setForward(long nanos) {
        boolean jumps = nanos != wallSetForward;
        wallSetForward = nanos;
        return jumps;
    }

    /** The first virtual time from the one given on at which the monotonic clock shows at least so much. */
    long when(long monotonic, long notBefore) {
        long missing = monotonic - monotonic(notBefore);
        if (missing <= 0) {
            return notBefore;
        }
        long rate = MILLION + fasterPerMillion;
        long virtual = notBefore + missing / rate * MILLION + missing % rate * MILLION / rate;
        while (monotonic(virtual) < monotonic) {
            virtual++;
        }
        return virtual;
    }

    private void moveAnchor(long virtual) {
        long ran = run(virtual - anchor);
        monotonicAtAnchor += ran;
        wallAtAnchor += ran;
        anchor = virtual;
    }

    private long run(long elapsed) {
        return elapsed + elapsed / MILLION * fasterPerMillion + elapsed % MILLION * fasterPerMillion / MILLION;
    }
}
