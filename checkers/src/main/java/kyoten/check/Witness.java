package kyoten.check;

import java.util.List;
import java.util.Objects;
import kyoten.history.History;

/**
 * The fewest operations that show a violation.
 *
 * @param history the operations, with the numbers that they had in the whole history
 * @param lit indices in it of the operations that the sentence names; the failing one first
 * @param story sentences, in order: what each step of the proof is; empty if {@code because} says it all
 */
public record Witness(History history, List<Integer> lit, List<String> story) {
    public Witness {
        Objects.requireNonNull(history, "history");
        lit = List.copyOf(lit);
        story = List.copyOf(story);
    }

    public static Witness of(History history) {
        return new Witness(history, List.of(), List.of());
    }
}
