package kyoten.host;

import java.security.SecureRandom;
import java.time.Instant;
import kyoten.node.Env;

/**
 * The clocks as they stand at the begin of a step.
 *
 * @param now {@link System#nanoTime}
 * @param wall the wall clock in nanoseconds since 1970
 * @param seed of the boot
 * @param step the ordinal of the step within the boot: two may fall on the same nanosecond
 */
record HostEnv(long now, long wall, Seed seed, long step) implements Env {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** 128 bits that nobody can guess, drawn at boot. */
    record Seed(long first, long second) {
        static Seed draw() {
            SecureRandom random = new SecureRandom();
            return new Seed(random.nextLong(), random.nextLong());
        }
    }

    static HostEnv read(Seed seed, long step) {
        Instant wall = Instant.now();
        return new HostEnv(System.nanoTime(), wall.getEpochSecond() * NANOS_PER_SECOND + wall.getNano(), seed, step);
    }

    @Override
    public long random(String purpose, int i) {
        long hash = mix(seed.first ^ mix(step));
        for (int at = 0; at < purpose.length(); at++) {
            hash = mix(hash + purpose.charAt(at));
        }
        return mix(mix(hash ^ seed.second) + i);
    }

    /** The finalizer of SplitMix64: each bit of the input changes half of the output's. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
