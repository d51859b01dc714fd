package kyoten.cli;

import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.Topology;

/**
 * How much there is in a plan.
 *
 * @param servers of all sites together
 * @param deliveries of which the plan tells what becomes of them; of all others that is left to chance
 */
record PlanSize(int operations, int faults, int clients, int servers, int sites, int keys, int deliveries) {

    static PlanSize of(Plan plan) {
        return new PlanSize(
                plan.operations().size(),
                plan.faults().size(),
                plan.options().clients(),
                plan.options()
                        .topology()
                        .sites()
                        .map(Topology.Site::servers)
                        .sum()
                        .intValue(),
                plan.options().sites(),
                plan.options().keys().size(),
                plan.deliveries().size());
    }

    /** Operations and faults alone. */
    String inShort() {
        return operations + " ops, " + faults + (faults == 1 ? " fault" : " faults")
                + (deliveries == 0 ? "" : ", " + deliveries + (deliveries == 1 ? " delivery" : " deliveries"));
    }

    /** How much of a hundred is gone of so many. */
    static int percentGone(long before, long after) {
        return (int) (100 - 100 * after / Math.max(1, before));
    }
}
