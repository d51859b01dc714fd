package kyoten.check.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.proof.Validator;
import kyoten.history.History;
import kyoten.history.Value;

/** Has verdicts on sequential objects validated, as those of all tests should be. */
final class Validated {
    private Validated() {}

    static void confirm(String model, Option<Value> initial, Checker checker, History history, Verdict verdict) {
        for (Validator validator : Validator.of(model, initial)) {
            if (verdict instanceof Verdict.Broken broken) {
                assertThat(validator.objection(broken)).isEmpty();
            } else if (verdict.holds() && !model.equals("multi-value-register")) {
                assertThat(validator.objection(history, Models.orders(checker, history, Limits.none())))
                        .isEmpty();
            }
        }
    }
}
