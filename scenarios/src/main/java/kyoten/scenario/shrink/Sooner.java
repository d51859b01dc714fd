package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.plan.Trigger;

/** Shortens the times in which nothing is planned, once little is. */
final class Sooner implements Pass {
    private static final int FEW = 20;
    private static final long SHORT_NANOS = 5_000_000;

    @Override
    public void shrink(Trials trials) {
        int moments = times(trials.plan()).size();
        for (int moment = 0; moment < moments && moments <= FEW; moment++) {
            shorten(trials, moment);
        }
    }

    private static void shorten(Trials trials, int moment) {
        Vector<Long> times = times(trials.plan());
        if (moment >= times.size()) {
            return;
        }
        long at = times.get(moment);
        long gap = at - (moment == 0 ? 0 : times.get(moment - 1));
        for (long by : new long[] {gap, gap / 10 * 9, gap / 2}) {
            if (gap > SHORT_NANOS && trials.accept(Trimmed.sooner(trials.plan(), at, by))) {
                return;
            }
        }
    }

    private static Vector<Long> times(Plan plan) {
        Vector<Long> operations = plan.operations().toVector().map(PlannedOperation::atNanos);
        Vector<Long> faults = plan.faults()
                .toVector()
                .map(PlannedFault::trigger)
                .filter(Trigger.At.class::isInstance)
                .map(trigger -> ((Trigger.At) trigger).nanos());
        return operations
                .appendAll(faults)
                .append(plan.options().lengths().stir())
                .distinct()
                .sorted();
    }
}
