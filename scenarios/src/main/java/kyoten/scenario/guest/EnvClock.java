package kyoten.scenario.guest;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import kyoten.node.Env;

/**
 * The time of a guest's steps in the form of a clock: it shows what the wall clock showed at boot, and from then on goes with {@link
 * Env#now}, which never jumps.
 */
public final class EnvClock extends Clock {
    private final Supplier<Env> env;
    private long begun;
    private long wallThen;

    EnvClock(Supplier<Env> env) {
        this.env = env;
    }

    /** The first step of a boot. */
    void begin(Env booted) {
        begun = booted.now();
        wallThen = booted.wall();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, wallThen + env.get().now() - begun);
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
