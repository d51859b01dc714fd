package kyoten.scenario.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.score.MutantHunt.Kill;
import kyoten.scenario.score.MutantHunt.Run;
import org.junit.jupiter.api.Test;

class MutantHuntTest {
    private static final Vector<Run> RUNS =
            Vector.of(new Run(0, "one", 1), new Run(1, "two", 1), new Run(0, "one", 2), new Run(1, "two", 2));

    private final List<Run> begun = new ArrayList<>();
    private final List<Kill> alarms = new ArrayList<>();

    private MutantHunt among(String clean) {
        MutantHunt hunt = MutantHunt.among(RUNS, new Letters(clean), begun::add, alarms::add);
        assertThat(begun).containsExactlyElementsOf(RUNS);
        begun.clear();
        return hunt;
    }

    @Test
    void the_first_run_that_breaks_any_claim_kills_and_none_is_done_after_it() {
        assertThat(among("....").hunt(new Letters("..ba"), begun::add))
                .containsExactly(new Kill(RUNS.get(2), 3, "b", "it is"));
        assertThat(begun).containsExactlyElementsOf(RUNS.take(3));
        assertThat(alarms).isEmpty();
    }

    @Test
    void a_mutant_that_breaks_nothing_survives_all_runs() {
        assertThat(among("....").hunt(new Letters("...."), begun::add)).isEmpty();
        assertThat(begun).containsExactlyElementsOf(RUNS);
    }

    @Test
    void runs_in_which_the_real_code_breaks_a_claim_are_left_out_and_told() {
        MutantHunt hunt = among("a...");
        assertThat(alarms).containsExactly(new Kill(RUNS.get(0), 1, "a", "it is"));
        assertThat(hunt.hunt(new Letters("a..b"), begun::add)).containsExactly(new Kill(RUNS.get(3), 3, "b", "it is"));
        assertThat(begun).doesNotContain(RUNS.get(0));
    }

    @Test
    void a_class_that_is_replaced_by_itself_changes_nothing() throws IOException {
        String name = "kyoten.site.Updates";
        byte[] bytes =
                getClass().getResourceAsStream("/kyoten/site/Updates.class").readAllBytes();
        Arena replaced = Versions.replaced(name, bytes);
        assertThat(replaced.scenarios()).isEqualTo(Catalogue.all().map(scenario -> scenario.name()));
        assertThat(replaced.run(0, 1)).isEmpty();
        assertThatThrownBy(() -> Versions.replaced("kyoten.scenario.catalogue.Catalogue", new byte[1]))
                .isInstanceOf(IllegalStateException.class);
    }
}
