package kyoten.cli.netty;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Options.Store;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Trigger;

/**
 * Makes a plan short enough to be waited for: it stirs for a few seconds only, with what the plan has in them, and settles
 * for no longer than the clients need to look at everything.
 */
final class Shortened {
    /** The longest that a run stirs. */
    static final long STIR_NANOS = 3 * Times.SECOND;

    /** The longest that the clients take for their last looks, once the site has had its time to recover. */
    static final long LOOKS_NANOS = 3 * Times.SECOND;

    /** Real disks and schedulers now and then take a tenth of a second; with less, elections would never end. */
    static final long ELECTION_NANOS = 300 * Times.MILLISECOND;

    private Shortened() {}

    static Plan of(Plan plan) {
        Lengths lengths = plan.options().lengths();
        long stir = Math.min(lengths.stir(), STIR_NANOS);
        long settle = Math.min(lengths.settle(), Scenario.RECOVERY_NANOS + LOOKS_NANOS);
        Lengths shorter = new Lengths(stir, settle, lengths.patience());
        Vector<PlannedFault> faults = plan.faults()
                .filter(fault -> !(fault.trigger() instanceof Trigger.At at) || at.nanos() < stir)
                .toVector();
        return new Plan(
                plan.scenario(),
                plan.seed(),
                options(plan.options(), shorter),
                operations(plan, lengths.stir() - stir, stir),
                faults);
    }

    private static Options options(Options from, Lengths lengths) {
        Store store = from.store();
        Store calmer = new Store(
                Math.max(store.electionTimeout(), ELECTION_NANOS),
                store.snapshotEvery(),
                store.tail(),
                store.inFlight(),
                store.batchBytes(),
                store.logBytes(),
                store.partBytes(),
                store.pageBytes());
        return from.with(lengths).with(calmer);
    }

    /** What was to be done while the plan stirred is done or left out; what comes after it comes sooner. */
    private static Seq<PlannedOperation> operations(Plan plan, long sooner, long stir) {
        long whole = plan.options().lengths().stir();
        return plan.operations()
                .filter(operation -> operation.atNanos() < stir || operation.atNanos() >= whole)
                .map(operation -> operation.atNanos() < stir
                        ? operation
                        : new PlannedOperation(
                                operation.number(), operation.client(), operation.atNanos() - sooner, operation.act()));
    }
}
