package kyoten.check.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.util.List;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.generate.Violation;
import kyoten.check.proof.Validator;
import kyoten.history.History;
import org.junit.jupiter.api.Test;

class ValidatorTest {
    private static final Recipe RECIPE =
            Recipe.register(7, 300, 5).withKeys(3).withMix(new Recipe.Mix(0.4, 0.2, 0.05, 0.3));
    private static final Checker CHECKER =
            Models.named("register").get().checker().apply(Settings.usual());
    private static final Validator VALIDATOR =
            Validator.of("register", Option.none()).get();

    @Test
    void every_verdict_on_generated_histories_is_confirmed() {
        for (Violation violation : Violation.values()) {
            for (int seed = 1; seed <= 30; seed++) {
                Recipe recipe = Recipe.register(seed, 400, 2 + seed % 4)
                        .withKeys(1 + seed % 3)
                        .withMix(new Recipe.Mix(0.4, 0.1, 0.02, 0.3));
                History history = Generator.generate(recipe.withViolation(violation, 0.7));
                Verdict verdict = CHECKER.check(history);
                assertThat(verdict.broken()).isEqualTo(violation != Violation.NONE);
                Validated.confirm("register", Option.none(), CHECKER, history, verdict);
            }
        }
    }

    @Test
    void an_order_with_two_operations_changed_over_is_objected_to() {
        History history = Generator.generate(RECIPE);
        List<int[]> orders = Models.orders(CHECKER, history, Limits.none());
        assertThat(VALIDATOR.objection(history, orders)).isEmpty();
        int[] order = orders.get(0);
        int first = order[0];
        order[0] = order[order.length - 1];
        order[order.length - 1] = first;
        assertThat(VALIDATOR.objection(history, orders)).isNotEmpty();
    }

    @Test
    void an_order_that_leaves_an_operation_out_is_objected_to() {
        History history = Generator.generate(RECIPE);
        List<int[]> orders = Models.orders(CHECKER, history, Limits.none());
        assertThat(VALIDATOR
                        .objection(history, orders.subList(1, orders.size()))
                        .get())
                .endsWith("stands in no order");
    }

    @Test
    void a_witness_that_holds_is_objected_to() {
        History history = Generator.generate(Recipe.register(7, 12, 3));
        Witness witness = new Witness(history, List.of(0), List.of());
        assertThat(VALIDATOR.objection(new Verdict.Broken(CHECKER.claim(), "because", witness)))
                .contains("an order explains the 12 operations of the witness");
    }
}
