package kyoten.check.linear;

import java.util.Objects;
import kyoten.history.Value;

/**
 * An operation as a {@link Model} steps by it. Equal calls are interchangeable.
 *
 * @param f what was asked for
 * @param input the argument
 * @param output the result; nil if nobody knows it
 * @param known whether the result is known; an indeterminate operation has none, and any would do
 * @param outcome the further answer of operations that have one, or an empty string
 */
public record Call(String f, Value input, Value output, boolean known, String outcome) {
    public Call {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** As reports show it: {@code add 3 -> ok}. */
    @Override
    public String toString() {
        return f + (input.isNil() ? "" : " " + input) + (known ? " -> " + output + outcome : " -> info");
    }
}
