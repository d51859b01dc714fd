package kyoten.scenario.score;

import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Supplier;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.scenario.run.WorkerPool;
import kyoten.scenario.search.Signature;
import kyoten.scenario.shrink.Shrinker;

/** Runs the whole catalogue, with whatever classes are beside this one. */
public final class CatalogueArena implements Arena {
    private static final Claim RUN_ENDS = new Claim("run-ends", "a run comes to its end, whatever its nodes do");

    private final Vector<Scenario> all = Catalogue.all();

    /** The arena of the version that the class loader of this class has. */
    public CatalogueArena() {}

    @Override
    public Vector<String> scenarios() {
        return all.map(Scenario::name);
    }

    @Override
    public Vector<String> claims() {
        return all.flatMap(scenario -> Simulation.claims(scenario.subject()))
                .appendAll(all.flatMap(Scenario::checkers).map(Checker::claim))
                .prepend(RUN_ENDS)
                .map(Claim::name)
                .distinct();
    }

    @Override
    public Vector<Verdict.Broken> run(int scenario, long seed) {
        return unlessItThrows(() -> new Played(
                        Simulation.run(all.get(scenario).plan(seed), all.get(scenario))
                                .broken(),
                        TreeSet.empty()))
                .broken();
    }

    @Override
    public Played run(int scenario, String plan) {
        return unlessItThrows(() -> {
            Simulation run = new Simulation(read(plan), all.get(scenario));
            Signature signature = new Signature();
            run.onNote(signature);
            run.onFault(signature);
            return new Played(run.finish().broken(), signature.reached());
        });
    }

    private static Plan read(String plan) {
        return PlanText.read(plan).getOrElseThrow(reason -> new IllegalArgumentException(reason));
    }

    private static Played unlessItThrows(Supplier<Played> run) {
        try {
            return run.get();
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            // A bug in the simulator, or one that misleads whoever talks to the nodes, is no reason to end the
            // campaign.
            return new Played(
                    Vector.of(new Verdict.Broken(RUN_ENDS, String.valueOf(thrown), Witness.of(History.empty()))),
                    TreeSet.empty());
        }
    }

    @Override
    public Option<Shrunk> shrink(int number, long seed, Option<String> plan, String claim, int allowance) {
        Scenario scenario = all.get(number);
        try {
            return shrunk(
                    scenario, plan.map(CatalogueArena::read).getOrElse(() -> scenario.plan(seed)), claim, allowance);
        } catch (RuntimeException | StackOverflowError | LinkageError endless) {
            return Option.none(); // of a run that does not end nothing can be left out
        }
    }

    private static Option<Shrunk> shrunk(Scenario scenario, Plan plan, String claim, int allowance) {
        RunResult failure = Simulation.run(plan, scenario);
        if (failure.clean()) {
            return Option.none();
        }
        Vector<Verdict> firstIsThis =
                failure.verdicts().sortBy(verdict -> verdict.claim().name().equals(claim) ? 0 : 1);
        long begun = WorkerPool.cpuNanos();
        Shrinker.Shrunk shrunk = Shrinker.shrink(failure.withVerdicts(firstIsThis), scenario, allowance);
        return Option.some(new Shrunk(
                PlanText.write(shrunk.result().plan()),
                shrunk.result().tallies().events(),
                failure.tallies().events(),
                shrunk.runs(),
                shrunk.minimal(),
                shrunk.replaysAlike(),
                WorkerPool.cpuNanos() - begun));
    }
}
