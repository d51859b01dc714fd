package kyoten.check;

import java.util.Objects;

/**
 * What a checker judges.
 *
 * @param name the field's word for it, as on the command line: {@code linearizable-within-site}
 * @param says the claim in a plain sentence
 */
public record Claim(String name, String says) {
    public Claim {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(says, "says");
    }

    @Override
    public String toString() {
        return name;
    }
}
