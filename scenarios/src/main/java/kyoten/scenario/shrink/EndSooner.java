package kyoten.scenario.shrink;

import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Plan;

/**
 * Ends the run soon after the failure. A run that is cut off is the beginning of the whole one: no claim accuses it of what may
 * still come. What must be well at the end of the whole run fails at its end alone, so such a plan is not cut.
 */
final class EndSooner implements Pass {
    private static final int PARTS = 64;

    @Override
    public void shrink(Trials trials) {
        Lengths lengths = trials.plan().options().lengths();
        long precision = Math.max(1, lengths.whole() / PARTS);
        long fails = lengths.whole();
        long holds = 0;
        while (fails - holds > precision && !trials.usedUp()) {
            long end = Math.min(holds + (fails - holds) / 2, latest(trials.plan()));
            if (end <= holds) {
                return;
            }
            if (trials.accept(Trimmed.endingAt(trials.plan(), end))) {
                fails = end;
            } else {
                holds = end;
            }
        }
    }

    /** When sites have to know each other's updates is reckoned from the end of the run, so it may come before the recovery only. */
    private static long latest(Plan plan) {
        Lengths lengths = plan.options().lengths();
        return plan.options().sites() == 1
                ? lengths.whole() - 1
                : Math.min(lengths.whole() - 1, lengths.stir() + Scenario.RECOVERY_NANOS - 1);
    }
}
