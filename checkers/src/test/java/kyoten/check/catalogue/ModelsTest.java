package kyoten.check.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class ModelsTest {

    @Test
    void every_model_has_a_name_of_its_own_and_a_judge_to_whom_nothing_is_unknown() {
        assertThat(Models.names().distinct()).hasSize(Models.all().size());
        for (Model model : Models.all()) {
            Verdict verdict = model.checker().apply(Settings.usual()).check(History.empty());
            assertThat(verdict).as(model.name()).isInstanceOf(Verdict.Unknown.class);
        }
    }

    @Test
    void a_register_that_refused_everything_holds_and_says_so() {
        HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);
        Entry write = Entry.invoke("0", "write", Value.NIL, Value.of(1), Entry.NO_TIME);
        builder.add(write);
        builder.add(write.completed(Type.FAIL, Value.of(1), Entry.NO_TIME));
        Verdict verdict =
                Models.named("register").get().checker().apply(Settings.usual()).check(builder.build());
        assertThat(verdict).isInstanceOf(Verdict.Holds.class);
        assertThat(((Verdict.Holds) verdict).evidence().notes())
                .containsExactly("none of them was acknowledged, so that nothing had to be explained");
    }

    @Test
    void a_limit_stays_unknown_though_nothing_was_acknowledged() {
        HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);
        builder.add(Entry.invoke("0", "write", Value.NIL, Value.of(1), Entry.NO_TIME));
        Checker inner = Models.named("register").get().checker().apply(Settings.usual());
        Verdict limit = new Verdict.Unknown(inner.claim(), "the limit of 5 steps was reached");
        Checker tired = new Checker() {
            @Override
            public Claim claim() {
                return inner.claim();
            }

            @Override
            public Verdict check(History history, Limits limits) {
                return limit;
            }
        };
        assertThat(new WithFailures(tired).check(builder.build())).isEqualTo(limit);
    }
}
