package kyoten.check.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final String PINNED = "[#0 0 read 0 -> ok, #1 1 write 0 2 -> ok, #2 0 read 0 -> ok 2, "
            + "#3 1 write 0 4 -> ok, #4 1 read 0 -> ok 4, #5 1 read 0 -> ok 4]";

    private static final Recipe SMALL =
            Recipe.register(0, 9, 3).withValues(0).withMix(new Recipe.Mix(0.4, 0.2, 0.15, 0.5));

    @Test
    void without_a_violation_some_order_of_the_operations_explains_every_read() {
        for (int seed = 0; seed < 2_000; seed++) {
            History history = Generator.generate(seeded(SMALL.withValues(seed % 3 == 0 ? 2 : 0), seed));
            assertThat(explains(history))
                    .as("seed " + seed + ": " + history.ops())
                    .isTrue();
        }
    }

    @Test
    void with_a_violation_no_order_explains_them() {
        for (Violation violation :
                List.of(Violation.STALE_READ, Violation.LOST_UPDATE, Violation.GARBAGE, Violation.SPLIT_BRAIN)) {
            int planted = 0;
            for (int seed = 0; seed < 600; seed++) {
                try {
                    History history = Generator.generate(seeded(SMALL, seed).withViolation(violation, 0.7));
                    planted++;
                    assertThat(explains(history))
                            .as(violation + ", seed " + seed + ": " + history.ops())
                            .isFalse();
                } catch (IllegalArgumentException noPlace) {
                    assertThat(noPlace).hasMessageContaining(violation.word());
                }
            }
            assertThat(planted).as(violation.word()).isGreaterThan(20);
        }
    }

    @Test
    void a_recipe_gives_the_same_history_again_and_another_seed_another_one() {
        History once = Generator.generate(SMALL);
        assertThat(Generator.generate(SMALL).ops()).hasToString(once.ops().toString());
        assertThat(Generator.generate(seeded(SMALL, 1)).ops().toString())
                .isNotEqualTo(once.ops().toString());
    }

    @Test
    void the_history_of_a_seed_is_the_same_for_ever() {
        assertThat(Generator.generate(Recipe.register(7, 6, 2)).ops()).hasToString(PINNED);
    }

    @Test
    void a_history_is_what_its_recipe_asks_for() {
        History history = Generator.generate(
                Recipe.register(1, 20_000, 10).withKeys(20).withMix(new Recipe.Mix(0.3, 0.2, 0.1, 0.5)));
        assertThat(history.size()).isEqualTo(20_000);
        assertThat(share(history, op -> op.f().equals("write"))).isBetween(0.28, 0.32);
        assertThat(share(history, op -> op.f().equals("cas"))).isBetween(0.18, 0.22);
        assertThat(share(history, op -> op.type() == Type.INFO)).isBetween(0.09, 0.11);
        assertThat(history.ops().stream().map(Op::key).distinct().count()).isEqualTo(20);
    }

    @Test
    void a_violation_without_a_place_is_an_error_and_not_a_holding_history() {
        assertThatThrownBy(() -> Generator.generate(Recipe.register(1, 1, 1).withViolation(Violation.STALE_READ, 0.5)))
                .hasMessageContaining("no place for a stale-read");
    }

    private static Recipe seeded(Recipe recipe, long seed) {
        return new Recipe(
                seed,
                recipe.operations(),
                recipe.clients(),
                recipe.keys(),
                recipe.values(),
                recipe.saturation(),
                recipe.mix(),
                recipe.violation(),
                recipe.violationAt());
    }

    private interface Property {
        boolean is(Op op);
    }

    private static double share(History history, Property test) {
        return history.ops().stream().filter(test::is).count() / (double) history.size();
    }

    private static boolean explains(History history) {
        return explains(history, 0, Value.NIL);
    }

    /** Tries every order: an operation may come next if none that is left ended before it began. */
    private static boolean explains(History history, int done, Value register) {
        boolean left = false;
        for (Op op : history.ops()) {
            boolean open = (done & (1 << op.index())) == 0 && op.type() != Type.FAIL;
            left |= open && op.type() == Type.OK;
            if (open && isNext(history, done, op)) {
                Value after = apply(op, register);
                if (after != null && explains(history, done | (1 << op.index()), after)) {
                    return true;
                }
            }
        }
        return !left;
    }

    private static boolean isNext(History history, int done, Op op) {
        return history.ops().stream()
                .noneMatch(
                        other -> (done & (1 << other.index())) == 0 && other.type() != Type.FAIL && other.precedes(op));
    }

    private static Value apply(Op op, Value register) {
        return switch (op.f()) {
            case "write" -> op.input();
            case "read" -> op.ok() && !op.output().equals(register) ? null : register;
            default ->
                op.input().members().get(0).equals(register)
                        ? op.input().members().get(1)
                        : null;
        };
    }
}
