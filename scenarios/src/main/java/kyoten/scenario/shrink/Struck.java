package kyoten.scenario.shrink;

import io.vavr.control.Option;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.plan.Trigger.OnMark;
import kyoten.scenario.run.RunResult;

/** Faults that wait for marks, told by when they struck. */
final class Struck {
    private Struck() {}

    /** When a fault struck in a run; of several that are alike, the first. */
    private static Option<Long> when(PlannedFault fault, RunResult run) {
        String told = ' ' + PlanText.text(fault) + ": ";
        return run.struck()
                .find(line -> line.contains(told))
                .flatMap(line -> Times.parse(line.substring(0, line.indexOf(' '))));
    }

    /**
     * The fault, waiting for the first mark since it was the one to wait for. If it waits for the hundredth, all that brings about the
     * others would have to stay.
     */
    static Option<PlannedFault> sinceThen(PlannedFault fault, RunResult run) {
        return fault.trigger() instanceof OnMark mark && mark.times() > 1
                ? when(fault, run)
                        .map(time -> Trimmed.with(
                                fault,
                                new OnMark(
                                        mark.mark(),
                                        mark.by(),
                                        Math.max(0, time - mark.afterNanos()),
                                        1,
                                        mark.afterNanos())))
                : Option.none();
    }

    /** The fault, at the time at which it struck. */
    static Option<PlannedFault> at(PlannedFault fault, RunResult run) {
        return fault.trigger() instanceof OnMark
                ? when(fault, run).map(time -> Trimmed.with(fault, new Trigger.At(time)))
                : Option.none();
    }
}
