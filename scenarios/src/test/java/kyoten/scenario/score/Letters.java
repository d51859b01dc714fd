package kyoten.scenario.score;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.check.Claim;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;

/** Breaks claims in given runs: one letter a run, a for the plant's claim, b for another one, a dot for none. */
record Letters(String runs) implements Arena {
    @Override
    public Vector<String> scenarios() {
        return Vector.of("one", "two");
    }

    @Override
    public Vector<String> claims() {
        return Vector.of("a", "b");
    }

    @Override
    public Vector<Verdict.Broken> run(int scenario, long seed) {
        char letter = runs.charAt((int) (2 * (seed - 1)) + scenario);
        return letter == '.'
                ? Vector.empty()
                : Vector.of(new Verdict.Broken(
                        new Claim(String.valueOf(letter), ""), "it is", Witness.of(History.empty())));
    }

    @Override
    public Played run(int scenario, String plan) {
        throw new AssertionError("a plain search runs no plans");
    }

    @Override
    public Option<Shrunk> shrink(int scenario, long seed, Option<String> plan, String claim, int mostRuns) {
        return Option.none();
    }
}
