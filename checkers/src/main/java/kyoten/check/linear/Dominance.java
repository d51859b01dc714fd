package kyoten.check.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Leaves out of a list of stances what another of the same state makes needless; the order of the others stays. */
final class Dominance {

    private Dominance() {}

    static List<Stance> undominated(List<Stance> stances, ModelWindow window) {
        if (stances.size() < 2) {
            return new ArrayList<>(stances);
        }
        Map<Integer, List<Stance>> byState = new HashMap<>();
        for (Stance stance : stances) {
            List<Stance> alike = byState.computeIfAbsent(stance.state, state -> new ArrayList<>());
            if (alike.stream().noneMatch(other -> window.dominates(other, stance))) {
                alike.removeIf(other -> window.dominates(stance, other));
                alike.add(stance);
            }
        }
        List<Stance> kept = new ArrayList<>();
        for (Stance stance : stances) {
            if (Objects.requireNonNull(byState.get(stance.state)).contains(stance)) {
                kept.add(stance);
            }
        }
        return kept;
    }
}
