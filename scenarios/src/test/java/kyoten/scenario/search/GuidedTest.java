package kyoten.scenario.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.Simulation;
import kyoten.scenario.search.Search.Trial;
import org.junit.jupiter.api.Test;

class GuidedTest {
    private static final Vector<Integer> PLACES = Vector.of(0, 3);
    private static final Seeds SEEDS = new Seeds(7, 26);

    private static Search begin() {
        return Guided.begin(Catalogue.all(), PLACES, SEEDS);
    }

    private static Vector<Trial> trials(Search search) {
        return Vector.range(0, (int) search.size()).map(search::trial);
    }

    /** As if each run had reached something that its seed alone decides, every fifth one something new. */
    private static SortedSet<Long> signature(Trial trial) {
        return TreeSet.of(1L, trial.round() % 5 == 0 ? trial.seed() : 2L);
    }

    private static Vector<Plan> whole(Search search) {
        Vector<Plan> plans = Vector.empty();
        for (Search now = search; now.size() > 0; ) {
            Vector<Trial> trials = trials(now);
            plans = plans.appendAll(trials.map(trial -> trial.plan().get()));
            now = now.after(trials.map(GuidedTest::signature));
        }
        return plans;
    }

    @Test
    void a_search_is_over_after_as_many_trials_as_a_plain_one_and_is_the_same_again() {
        Vector<Plan> plans = whole(begin());
        assertThat(plans).hasSize((int) (PLACES.size() * SEEDS.count())).isEqualTo(whole(begin()));
    }

    @Test
    void before_it_has_heard_of_a_run_all_plans_are_those_of_the_seeds() {
        assertThat(trials(begin()))
                .allSatisfy(trial -> assertThat(trial.plan())
                        .contains(Catalogue.all().get(trial.place()).plan(SEEDS.first() + trial.round())));
    }

    @Test
    void what_reached_something_new_is_changed_and_tried_again() {
        Plan kept = begin().trial(5).plan().get();
        Vector<SortedSet<Long>> signatures = trials(begin())
                .map(Trial::plan)
                .map(plan -> plan.contains(kept) ? TreeSet.of(1L) : TreeSet.<Long>empty());
        Search next = begin().after(signatures);
        Vector<Plan> changed = trials(next)
                .flatMap(Trial::plan)
                .filter(plan -> plan.operations().equals(kept.operations()));
        assertThat(changed).isNotEmpty().doesNotContain(kept);
    }

    @Test
    void what_reached_nothing_new_is_forgotten() {
        Search all = begin().after(trials(begin()).map(trial -> TreeSet.empty()));
        assertThat(trials(all))
                .allSatisfy(trial -> assertThat(trial.plan())
                        .contains(Catalogue.all().get(trial.place()).plan(SEEDS.first() + trial.round())));
    }

    @Test
    void changed_plans_can_be_written_down_and_keep_the_operators_actions() {
        for (Scenario scenario : Catalogue.all()) {
            Plan parent = scenario.plan(1);
            for (int i = 0; i < 20; i++) {
                Plan plan = new Mutation(Draw.of(i), scenario.plan(2 + i)).of(parent);
                assertThat(PlanText.read(PlanText.write(plan))).isEqualTo(Either.right(plan));
                assertThat(plan.faults().filter(GuidedTest::isOperators))
                        .isEqualTo(parent.faults().filter(GuidedTest::isOperators));
                assertThat(plan.options().lengths()).isEqualTo(parent.options().lengths());
            }
        }
    }

    private static boolean isOperators(PlannedFault fault) {
        return fault.action() instanceof Action.JoinSite
                || fault.action() instanceof Action.LeaveSite
                || fault.action() instanceof Action.WipeSite
                || fault.action() instanceof Action.RestoreImages
                || fault.action() instanceof Action.ReuseName;
    }

    @Test
    void a_signature_is_of_the_run_alone_and_tells_runs_apart() {
        assertThat(reached(1)).isEqualTo(reached(1)).isNotEqualTo(reached(2));
        assertThat(reached(1)).hasSizeGreaterThan(20);
    }

    @Test
    void watching_changes_nothing_of_the_run() {
        Scenario scenario = Catalogue.all().get(0);
        Simulation watched = watched(1, new Signature());
        assertThat(watched.finish().tallies().traceHash())
                .isEqualTo(Simulation.run(scenario.plan(1), scenario).tallies().traceHash());
    }

    private static SortedSet<Long> reached(long seed) {
        Signature signature = new Signature();
        watched(seed, signature).finish();
        return signature.reached();
    }

    private static Simulation watched(long seed, Signature signature) {
        Scenario scenario = Catalogue.all().get(0);
        Simulation run = new Simulation(scenario.plan(seed), scenario);
        run.onNote(signature);
        run.onFault(signature);
        return run;
    }
}
