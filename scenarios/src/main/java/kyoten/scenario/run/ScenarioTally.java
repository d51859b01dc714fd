package kyoten.scenario.run;

import io.vavr.collection.Vector;
import kyoten.check.Verdict;
import kyoten.scenario.run.RunResult.Tallies;

/**
 * The runs of one scenario in a campaign, added up; the order of adding changes nothing but which reason for an unknown is
 * kept.
 *
 * @param claims in the order in which the scenario names them
 * @param traceHash of all runs together
 */
public record ScenarioTally(String scenario, long seeds, Tallies sums, Vector<ClaimTally> claims) {

    static ScenarioTally of(String scenario) {
        return new ScenarioTally(scenario, 0, Tallies.NONE, Vector.empty());
    }

    ScenarioTally with(RunResult result) {
        Vector<ClaimTally> more = claims;
        for (Verdict verdict : result.verdicts()) {
            int place = more.indexWhere(
                    one -> one.claim().name().equals(verdict.claim().name()));
            more = place < 0
                    ? more.append(ClaimTally.of(verdict.claim()).with(verdict))
                    : more.update(place, one -> one.with(verdict));
        }
        return new ScenarioTally(scenario, seeds + 1, plus(sums, result), more);
    }

    private static Tallies plus(Tallies sums, RunResult result) {
        Tallies one = result.tallies();
        return new Tallies(
                sums.operations() + one.operations(),
                sums.answered() + one.answered(),
                sums.events() + one.events(),
                sums.virtualNanos() + one.virtualNanos(),
                sums.cpuNanos() + one.cpuNanos(),
                sums.faults().plus(one.faults()),
                sums.marks().plus(one.marks()),
                sums.traceHash() + one.traceHash());
    }

    /** How many faults struck. */
    public long faultsStruck() {
        return sums.faults().struck().values().sum().longValue();
    }

    /** Whether some claim is broken. */
    public boolean broken() {
        return claims.exists(claim -> claim.broken() > 0);
    }

    /** Whether some claim is unknown. */
    public boolean unknown() {
        return claims.exists(ClaimTally::unknown);
    }
}
