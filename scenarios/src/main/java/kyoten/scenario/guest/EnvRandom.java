package kyoten.scenario.guest;

import java.util.Random;
import java.util.function.Supplier;
import kyoten.node.Env;

/** The chance of a guest's steps in the form of a random. */
public final class EnvRandom extends Random {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Env> env;
    private int drawn;

    EnvRandom(Supplier<Env> env) {
        super(0);
        this.env = env;
    }

    /** A new step begins. */
    void begin() {
        drawn = 0;
    }

    @Override
    protected int next(int bits) {
        return (int) (env.get().random("guest", drawn++) >>> (Long.SIZE - bits));
    }
}
