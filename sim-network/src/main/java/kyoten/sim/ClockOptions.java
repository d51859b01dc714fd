package kyoten.sim;

import kyoten.sim.kernel.Delay;

/**
 * What the nodes' clocks and timers are like without faults.
 *
 * @param wallNanos the true wall clock when the run begins, since 1970
 * @param greatestSkewNanos how far a node's wall clock is off at most, either way
 * @param greatestDriftPerMillion how much faster or slower a node's clocks run at most
 * @param lateness of timers
 * @param bootTime from the boot of a node to its first event, which spreads the phases of nodes that boot together
 */
public record ClockOptions(
        long wallNanos, long greatestSkewNanos, int greatestDriftPerMillion, Delay lateness, Delay bootTime) {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    /** Within 10 ms of the truth, drifting by up to 100 ppm, timers late by some 50 µs, boots within 10 ms. */
    public static ClockOptions usual() {
        return new ClockOptions(
                1_790_000_000_000_000_000L,
                10 * MILLI,
                100,
                new Delay.Exponential(MICRO, 50 * MICRO),
                new Delay.Uniform(100 * MICRO, 10 * MILLI));
    }

    /** Exact clocks, timers and boots, for tests that count nanoseconds. */
    public static ClockOptions exact() {
        return new ClockOptions(1_790_000_000_000_000_000L, 0, 0, Delay.none(), Delay.none());
    }
}
