package kyoten.check;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * How much a checker may spend on one history (or on one key of it) before it says {@link Verdict.Unknown}.
 *
 * @param steps elementary steps of a search; the same on every machine
 * @param bytes memory for what a search keeps, estimated by the search
 * @param stop asked now and then; true ends the search. The caller's clock hides in it, since checkers have none
 */
public record Limits(long steps, long bytes, BooleanSupplier stop) {
    public Limits {
        Objects.requireNonNull(stop, "stop");
    }

    /** No limit but the machine's. */
    public static Limits none() {
        return new Limits(Long.MAX_VALUE, Long.MAX_VALUE, () -> false);
    }

    public static Limits steps(long steps) {
        return new Limits(steps, Long.MAX_VALUE, () -> false);
    }
}
