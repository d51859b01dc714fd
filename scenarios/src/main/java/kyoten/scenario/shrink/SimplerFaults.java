package kyoten.scenario.shrink;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.BiFunction;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.run.RunResult;

/** Puts a plainer fault in the place of each: one at a time and not at a mark, a crash not in the midst of a step, and shorter ones. */
final class SimplerFaults implements Pass {
    private static final int TIMES = 4;
    private static final long SHORT_NANOS = 10_000_000;

    private static final Vector<BiFunction<PlannedFault, RunResult, Option<PlannedFault>>> WAYS =
            Vector.of(Struck::at, (fault, run) -> plainer(fault), (fault, run) -> shorter(fault));

    @Override
    public void shrink(Trials trials) {
        for (int place = 0; place < trials.plan().faults().size(); place++) {
            int one = place;
            WAYS.forEach(way -> replace(trials, one, way));
        }
    }

    private static void replace(
            Trials trials, int place, BiFunction<PlannedFault, RunResult, Option<PlannedFault>> way) {
        Seq<PlannedFault> faults = trials.plan().faults();
        trials.accept(way.apply(faults.get(place), trials.smallest())
                .map(simpler -> trials.plan().withFaults(faults.update(place, simpler))));
    }

    private static Option<PlannedFault> plainer(PlannedFault fault) {
        return fault.action() instanceof Action.CrashInStep crash
                ? Option.of(with(fault, new Action.Crash(crash.who()), fault.lastsNanos()))
                : Option.none();
    }

    private static Option<PlannedFault> shorter(PlannedFault fault) {
        long shorter = fault.lastsNanos() / TIMES;
        return Option.when(shorter >= SHORT_NANOS, () -> with(fault, fault.action(), shorter));
    }

    private static PlannedFault with(PlannedFault fault, Action action, long lastsNanos) {
        return new PlannedFault(fault.trigger(), action, lastsNanos, fault.site());
    }
}
