package kyoten.check.catalogue;

import io.vavr.collection.Vector;
import java.util.List;
import java.util.TreeMap;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;

/**
 * Several claims as one: broken as soon as one of them is, in their order; else unknown if a limit came first for one of them. A claim
 * that had nothing to look at is passed over, and named in a note, unless all had nothing.
 */
record EveryClaim(Claim claim, Vector<Checker> checkers) implements Checker {
    @Override
    public Verdict check(kyoten.history.History history, Limits limits) {
        Evidence evidence = new Evidence(0, new TreeMap<>(), List.of());
        Vector<Verdict> unknown = Vector.empty();
        for (Checker checker : checkers) {
            Verdict verdict = checker.check(history, limits);
            if (verdict instanceof Verdict.Broken broken) {
                return new Verdict.Broken(claim, broken.claim() + ": " + broken.because(), broken.witness());
            } else if (verdict instanceof Verdict.Holds holds) {
                evidence = evidence.plus(holds.evidence());
            } else if (verdict.sawNothing()) {
                evidence = evidence.note("nothing was seen that " + verdict.claim() + " speaks of");
            } else {
                unknown = unknown.append(verdict);
            }
        }
        return unknown.isEmpty()
                ? Verdict.unbroken(claim, evidence)
                : new Verdict.Unknown(claim, unknown.head().claim() + ": " + ((Verdict.Unknown) unknown.head()).why());
    }
}
