package kyoten.scenario.shrink;

import io.vavr.collection.Vector;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import kyoten.sim.Delivery;

/**
 * Tells which messages have to be lost, doubled or late, where chance had to do that to some. What became of each message is put into the
 * plan, and the network does nothing by chance any more; then all that need not be told is left out. If more is left than a reader can
 * follow, chance stays.
 */
final class SingleDeliveries implements Pass {
    private static final int MOST = 8;

    @Override
    public void shrink(Trials trials) {
        RunResult before = trials.smallest();
        boolean told = !trials.plan().deliveries().isEmpty();
        if (trials.effort().isLittle() || !told && !withoutChance(trials)) {
            return;
        }
        Parts.reduce(
                trials,
                trials.plan().deliveries().toVector(),
                some -> trials.plan().withDeliveries(some));
        if (trials.plan().deliveries().size() > MOST) {
            trials.goBackTo(before);
        }
    }

    /** What is late matters less often than what is lost or doubled, and is nearly everything. */
    private static boolean withoutChance(Trials trials) {
        Plan plan = trials.plan();
        Plan calm = plan.withOptions(Calmer.network(plan.options()))
                .withFaults(plan.faults()
                        .reject(fault -> fault.action() instanceof Action.Disturb
                                || fault.action() instanceof Action.DisturbSites));
        if (calm.equals(plan)) {
            return false;
        }
        Vector<Delivery> all = trials.deliveries();
        return trials.accept(calm.withDeliveries(all.filter(one -> one.delays().size() != 1)))
                || trials.accept(calm.withDeliveries(all));
    }
}
