package kyoten.scenario.shrink;

import io.vavr.collection.Seq;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.run.RunResult;

/** Lets faults count marks from later on: all of them, else one by one. */
final class FewerMarks implements Pass {
    @Override
    public void shrink(Trials trials) {
        RunResult run = trials.smallest();
        Seq<PlannedFault> all =
                run.plan().faults().map(fault -> Struck.sinceThen(fault, run).getOrElse(fault));
        if (trials.accept(run.plan().withFaults(all))) {
            return;
        }
        for (int place = 0; place < trials.plan().faults().size(); place++) {
            Seq<PlannedFault> faults = trials.plan().faults();
            int one = place;
            Struck.sinceThen(faults.get(one), trials.smallest())
                    .forEach(since -> trials.accept(trials.plan().withFaults(faults.update(one, since))));
        }
    }
}
