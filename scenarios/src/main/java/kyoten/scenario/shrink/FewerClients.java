package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedOperation;

/** Leaves out clients, and has one do what several did. */
final class FewerClients implements Pass {
    /** Of more clients each pair is too much to try. */
    private static final int FEW = 8;

    @Override
    public void shrink(Trials trials) {
        idle(trials);
        Parts.reduce(trials, busy(trials.plan()), some -> only(trials.plan(), some));
        idle(trials);
        if (busy(trials.plan()).size() <= FEW) {
            merge(trials);
            idle(trials);
        }
    }

    /** A client that does nothing opens its session all the same. */
    private static void idle(Trials trials) {
        Vector<Integer> busy = busy(trials.plan());
        Plan plan = trials.plan();
        Vector<Integer> idle = Vector.rangeClosed(1, plan.options().clients()).removeAll(busy);
        if (!busy.isEmpty()) {
            Parts.reduce(
                    trials,
                    idle,
                    some -> Trimmed.toClients(
                            plan.withSeed(trials.plan().seed()),
                            busy.appendAll(some).sorted()));
        }
    }

    private static Vector<Integer> busy(Plan plan) {
        return plan.operations()
                .toVector()
                .map(PlannedOperation::client)
                .distinct()
                .sorted();
    }

    private static Plan only(Plan plan, Vector<Integer> clients) {
        return plan.withOperations(plan.operations().toVector().filter(one -> clients.contains(one.client())));
    }

    private static void merge(Trials trials) {
        for (int from : busy(trials.plan()).reverse()) {
            for (int to : busy(trials.plan())) {
                if (to < from && trials.accept(Trimmed.handedOver(trials.plan(), from, to))) {
                    break;
                }
            }
        }
    }
}
