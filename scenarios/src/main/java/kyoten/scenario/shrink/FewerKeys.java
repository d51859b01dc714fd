package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedOperation;

/** Leaves out keys that nobody asks for, and what is done to others. */
final class FewerKeys implements Pass {
    @Override
    public void shrink(Trials trials) {
        unasked(trials);
        Parts.reduce(trials, asked(trials.plan()), some -> only(trials.plan(), some));
        unasked(trials);
    }

    private static void unasked(Trials trials) {
        Vector<String> asked = asked(trials.plan());
        boolean scans = trials.plan().operations().exists(one -> one.act() instanceof Act.Scan);
        if (!asked.isEmpty()
                && !scans
                && asked.size() < trials.plan().options().keys().size()) {
            trials.accept(trials.plan().withOptions(trials.plan().options().withKeys(asked)));
        }
    }

    private static Vector<String> asked(Plan plan) {
        Vector<String> used =
                plan.operations().toVector().map(one -> one.act().key()).distinct();
        return plan.options().keys().toVector().filter(used::contains);
    }

    /** Scans ask for no key, but for all with a prefix. */
    private static Plan only(Plan plan, Vector<String> keys) {
        Vector<PlannedOperation> some = plan.operations()
                .toVector()
                .filter(one ->
                        one.act() instanceof Act.Scan || keys.contains(one.act().key()));
        return plan.withOperations(some);
    }
}
