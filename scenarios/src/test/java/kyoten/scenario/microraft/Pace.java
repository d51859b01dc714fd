package kyoten.scenario.microraft;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time in another measure: MicroRaft counts heartbeats in whole seconds, and a second of it takes a fraction of one here, so that an
 * election takes as long as the options of a run say and the usual faults are no shorter than it.
 *
 * @param secondNanos how long a second of the guest takes
 */
final class Pace extends Clock {
    private static final long SECOND = 1_000_000_000L;

    private final Clock clock;
    private final long secondNanos;

    Pace(Clock clock, long secondNanos) {
        this.clock = clock;
        this.secondNanos = secondNanos;
    }

    /** How long it takes here. */
    long nanos(long ofGuest) {
        return Math.multiplyExact(ofGuest / 1000, secondNanos) / (SECOND / 1000);
    }

    @Override
    public long millis() {
        return clock.millis() * (SECOND / 1000) / (secondNanos / 1000);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a guest's time is in UTC");
    }
}
