package kyoten.node;

/**
 * The time and the chance of one step. Everything that it answers is fixed within the step, so that a step can be taken
 * again and comes out the same.
 */
public interface Env {

    /**
     * Monotonic time in nanoseconds since an unspecified moment, which differs from boot to boot. It may drift against
     * the time of other nodes; it never jumps or goes back within a boot. All timers run on it.
     */
    long now();

    /**
     * The wall clock in nanoseconds since 1970-01-01T00:00Z. It may jump, forwards and backwards; nothing safe depends
     * on it.
     */
    long wall();

    /**
     * A pure, uniformly distributed function of the host's seed, the node, its boot, the step and the two arguments. Two
     * steps differ, also at the same instant.
     *
     * @param purpose what the number is for, a constant: "election-timeout"
     * @param i the ordinal of the decision among those of the same purpose within the step
     * @return any long
     */
    long random(String purpose, int i);

    /**
     * {@link #random} scaled to a range.
     *
     * @param bound more than 0
     * @return a number from 0 (inclusive) to the bound (exclusive)
     * @throws IllegalArgumentException if the bound is not positive
     */
    default long randomBelow(String purpose, int i, long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        return Long.remainderUnsigned(random(purpose, i), bound);
    }
}
