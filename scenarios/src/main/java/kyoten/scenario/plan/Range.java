package kyoten.scenario.plan;

import java.time.Duration;

/**
 * The numbers that a scenario allows for one option; a run takes one of them.
 *
 * @param low the least, inclusive
 * @param high the greatest, inclusive
 */
public record Range(long low, long high) {

    public Range {
        if (low > high) {
            throw new IllegalArgumentException("a range ends before it begins: " + low + " to " + high);
        }
    }

    /** One number and no other. */
    public static Range exactly(long number) {
        return new Range(number, number);
    }

    /** All numbers between the two, both included. */
    public static Range between(long low, long high) {
        return new Range(low, high);
    }

    /** All times between the two, both included, in nanoseconds. */
    public static Range between(Duration low, Duration high) {
        return new Range(low.toNanos(), high.toNanos());
    }

    /** All times between so many milliseconds, both included, in nanoseconds. */
    public static Range millis(long low, long high) {
        return between(Duration.ofMillis(low), Duration.ofMillis(high));
    }
}
