package kyoten.check.catalogue;

import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Type;

/**
 * Counts operations that surely failed, and those that nothing came of, as looked at: a history of nothing else is explained by a system
 * that did nothing, as Knossos finds too. A history without operations remains unknown, and so does what a limit cut short.
 */
record WithFailures(Checker checker) implements Checker {
    @Override
    public Claim claim() {
        return checker.claim();
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Verdict verdict = checker.check(history, limits);
        boolean nothingToExplain = history.size() > 0
                && verdict.sawNothing()
                && history.ops().stream().noneMatch(op -> op.type() == Type.OK);
        return nothingToExplain
                ? new Verdict.Holds(
                        claim(),
                        Evidence.of("operations", history.size())
                                .note("none of them was acknowledged, so that nothing had to be explained"))
                : verdict;
    }
}
