package kyoten.scenario.plan;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import kyoten.node.NodeId;
import kyoten.sim.Delivery;

/**
 * What one run does, whole: the same plan gives the same run, event by event.
 *
 * @param scenario the name of the scenario that made it, whose claims judge the run
 * @param seed of the world's own chance: delays, losses, torn writes, the nodes' timers
 * @param options what was fixed or drawn before the run
 * @param operations in the order of their times
 * @param faults in the order in which they were planned
 * @param deliveries what becomes of single messages, instead of what chance would do; in a simulated world only
 */
public record Plan(
        String scenario,
        long seed,
        Options options,
        Seq<PlannedOperation> operations,
        Seq<PlannedFault> faults,
        Seq<Delivery> deliveries) {

    /** A plan that leaves all deliveries to chance. */
    public Plan(
            String scenario, long seed, Options options, Seq<PlannedOperation> operations, Seq<PlannedFault> faults) {
        this(scenario, seed, options, operations, faults, Vector.empty());
    }

    /** This plan with other operations. */
    public Plan withOperations(Seq<PlannedOperation> others) {
        return new Plan(scenario, seed, options, others, faults, deliveries);
    }

    /** This plan with other faults. */
    public Plan withFaults(Seq<PlannedFault> others) {
        return new Plan(scenario, seed, options, operations, others, deliveries);
    }

    /** This plan with other options; nothing is said any more of messages from or to who is not there. */
    public Plan withOptions(Options others) {
        Seq<Delivery> left =
                deliveries.isEmpty() ? deliveries : among(others.topology().nodes());
        return new Plan(scenario, seed, others, operations, faults, left);
    }

    private Seq<Delivery> among(Seq<NodeId> nodes) {
        return deliveries.filter(one -> nodes.contains(one.from()) && nodes.contains(one.to()));
    }

    /** This plan with another chance. */
    public Plan withSeed(long other) {
        return new Plan(scenario, other, options, operations, faults, deliveries);
    }

    /** This plan with other deliveries. */
    public Plan withDeliveries(Seq<Delivery> others) {
        return new Plan(scenario, seed, options, operations, faults, others);
    }
}
