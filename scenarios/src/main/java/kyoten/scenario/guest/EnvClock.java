package kyoten.scenario.guest;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import kyoten.node.Env;

/** The time of a guest's steps in the form of a clock. */
public final class EnvClock extends Clock {
    private final Supplier<Env> env;

    EnvClock(Supplier<Env> env) {
        this.env = env;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, env.get().now());
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
