package kyoten.sim;

import kyoten.node.Env;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Kernel;

/** The time and the chance of a node's present step. */
final class StepEnv implements Env {
    private final Kernel kernel;
    private final Clock clock;
    private final Dice dice;
    private long virtual;
    private long now;
    private long wall;
    private long stepOfInstant;

    StepEnv(Kernel kernel, Clock clock, Dice dice) {
        this.kernel = kernel;
        this.clock = clock;
        this.dice = dice;
    }

    /** A new step begins. */
    void begin() {
        stepOfInstant = virtual == kernel.now() ? stepOfInstant + 1 : 0;
        virtual = kernel.now();
        now = clock.monotonic(virtual);
        wall = clock.wall(virtual);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long wall() {
        return wall;
    }

    @Override
    public long random(String purpose, int i) {
        return dice.ofNode(purpose, virtual, stepOfInstant, i);
    }
}
