package kyoten.scenario.score;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Consumer;
import kyoten.check.Verdict;

/**
 * Hunts mutants, systematic small changes to one class: does the same runs with each, until any claim is broken. Unlike a planted bug,
 * a mutant names no claim, so that all of them count, {@code no-node-fails} and {@code run-ends} too.
 *
 * <p>A mutant may loop for ever in the middle of a step, where nothing can stop it but the end of its process. So whoever hunts is
 * told of each run before it begins, and has to have the hunt in a process that it can end.
 */
public final class MutantHunt {
    private final Vector<Run> runs;

    private MutantHunt(Vector<Run> runs) {
        this.runs = runs;
    }

    /**
     * A scenario with a seed.
     *
     * @param place of the scenario in the catalogue, from 0
     */
    public record Run(int place, String scenario, long seed) {}

    /**
     * A run that broke a claim.
     *
     * @param number how many runs it took, this one among them
     */
    public record Kill(Run run, int number, String claim, String because) {
        private static Kill of(Run run, int number, Verdict.Broken broken) {
            return new Kill(run, number, broken.claim().name(), broken.because());
        }
    }

    /**
     * A hunt with those runs in which the real code holds all claims: in others, a mutant would not be to blame.
     *
     * @param clean the version without a mutant
     * @param begins called before each run
     * @param alarms called for each run that is left out
     */
    public static MutantHunt among(Vector<Run> runs, Arena clean, Consumer<Run> begins, Consumer<Kill> alarms) {
        return new MutantHunt(runs.filter(run -> {
            Option<Kill> broken = killIn(run, 1, clean, begins);
            broken.forEach(alarms);
            return broken.isEmpty();
        }));
    }

    /** The first run in which the mutant breaks a claim; none if it survives them all. */
    public Option<Kill> hunt(Arena mutated, Consumer<Run> begins) {
        return runs.zipWithIndex()
                .iterator()
                .flatMap(run -> killIn(run._1, run._2 + 1, mutated, begins))
                .headOption();
    }

    private static Option<Kill> killIn(Run run, int number, Arena arena, Consumer<Run> begins) {
        begins.accept(run);
        return arena.run(run.place, run.seed).headOption().map(broken -> Kill.of(run, number, broken));
    }
}
