package kyoten.scenario.plan;

import io.vavr.collection.Seq;

/**
 * What one run does, whole: the same plan gives the same run, event by event.
 *
 * @param scenario the name of the scenario that made it, whose claims judge the run
 * @param seed of the world's own chance: delays, losses, torn writes, the nodes' timers
 * @param options what was fixed or drawn before the run
 * @param operations in the order of their times
 * @param faults in the order in which they were planned
 */
public record Plan(
        String scenario, long seed, Options options, Seq<PlannedOperation> operations, Seq<PlannedFault> faults) {

    /** This plan with other operations. */
    public Plan withOperations(Seq<PlannedOperation> others) {
        return new Plan(scenario, seed, options, others, faults);
    }

    /** This plan with other faults. */
    public Plan withFaults(Seq<PlannedFault> others) {
        return new Plan(scenario, seed, options, operations, others);
    }

    /** This plan with other options. */
    public Plan withOptions(Options others) {
        return new Plan(scenario, seed, others, operations, faults);
    }

    /** This plan with another chance. */
    public Plan withSeed(long other) {
        return new Plan(scenario, other, options, operations, faults);
    }
}
