package kyoten.cli;

import io.vavr.control.Option;
import java.util.List;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.catalogue.Model;
import kyoten.check.catalogue.Models;
import kyoten.check.proof.Validator;
import kyoten.history.History;

/** Has verdicts confirmed by a validator; one that it objects to is our bug. */
record Validation(Model model, JudgingOptions judging, Checker checker) {

    /** The verdict, with a note on what was confirmed. */
    Verdict of(History history, Verdict verdict) {
        Validator validator =
                Validator.of(model.name(), judging.settings().initial()).get();
        if (verdict instanceof Verdict.Broken broken) {
            refuseIf(validator.objection(broken), verdict);
        } else if (verdict instanceof Verdict.Holds holds) {
            List<int[]> orders = Models.orders(checker, history, Limits.none());
            if (orders.isEmpty()) {
                return new Verdict.Holds(
                        holds.claim(), holds.evidence().note("not validated: there is no order to replay"));
            }
            refuseIf(validator.objection(history, orders), verdict);
            long operations = orders.stream().mapToLong(order -> order.length).sum();
            return new Verdict.Holds(
                    holds.claim(),
                    holds.evidence().note("validated: " + operations + " operations were replayed in order"));
        }
        return verdict;
    }

    private static void refuseIf(Option<String> objection, Verdict verdict) {
        objection.forEach(why -> {
            throw new IllegalStateException("the validator objects to " + verdict + ": " + why);
        });
    }
}
