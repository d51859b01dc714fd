package kyoten.geo;

import io.vavr.Lazy;
import io.vavr.control.Option;
import kyoten.node.Env;

/**
 * The time and the chance of a step, with a wall clock that is bounded by those of other sites: a site whose clock is
 * hours ahead would else win every comparison of hybrid times for as long (rule S8).
 */
final class BoundedWall implements Env {
    /** How far a site's clock may be ahead of all others that have been told of. */
    private static final long AHEAD_NANOS = 1_000_000_000L;

    /** A clock that was told so long ago says nothing. */
    private static final long FRESH_NANOS = 10_000_000_000L;

    private final Env env;
    private final Lazy<Long> wall;

    BoundedWall(Env env, Option<Leadership> leadership) {
        this.env = env;
        this.wall = Lazy.of(() -> leadership.map(lead -> bounded(env, lead)).getOrElse(env::wall));
    }

    private static long bounded(Env env, Leadership leadership) {
        long bound = Long.MIN_VALUE;
        for (Peer.Clock clock :
                leadership.peers().values().flatMap(peer -> peer.contact().clock())) {
            long age = env.now() - clock.toldAt();
            if (age <= FRESH_NANOS) {
                bound = Math.max(bound, clock.wall() + age + AHEAD_NANOS);
            }
        }
        return bound == Long.MIN_VALUE ? env.wall() : Math.min(env.wall(), bound);
    }

    @Override
    public long now() {
        return env.now();
    }

    @Override
    public long wall() {
        return wall.get();
    }

    @Override
    public long random(String purpose, int i) {
        return env.random(purpose, i);
    }
}
