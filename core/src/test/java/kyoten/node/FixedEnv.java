package kyoten.node;

/** The time and the chance of one step, as a test wants them. */
public record FixedEnv(long now, long wall, Chance chance) implements Env {
    public interface Chance {
        long draw(String purpose, int i);
    }

    /** No time has passed, and every draw is the same. */
    public static FixedEnv drawing(long number) {
        return new FixedEnv(0, 0, (purpose, i) -> number);
    }

    @Override
    public long random(String purpose, int i) {
        return chance.draw(purpose, i);
    }
}
