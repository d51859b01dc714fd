package kyoten.scenario.search;

import io.vavr.Tuple;
import io.vavr.collection.Vector;
import java.util.function.LongFunction;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Topology.Route;
import kyoten.scenario.plan.Trigger;

/**
 * Priorities among the deliveries of a run. What one server sends to another is a chain; each chain has a drawn priority, and what
 * is sent on one of a low priority arrives when what is under way on those above it, and most answers to it, have arrived. At a few
 * drawn moments a chain falls below all others for a time.
 *
 * <p>In a simulated world a priority is a time that messages take longer, so that nobody starves: twice as long from one level to
 * the next. They are faults of the plan like others, are written with it, and are left out by the shrinker where they do nothing.
 *
 * @see <a href="https://doi.org/10.1145/1736020.1736040">Burckhardt et al., A Randomized Scheduler with Probabilistic Guarantees of
 *     Finding Bugs</a>
 * @see <a href="https://doi.org/10.1145/3276530">Ozkan et al., Randomized Testing of Distributed Systems with Probabilistic
 *     Guarantees</a>
 */
final class Priorities {
    /** Levels of delay above that of the chains which are not delayed. */
    private static final int LEVELS = 5;

    /** Bugs that are deeper than this are found by nobody's chance. */
    private static final int MOST_FALLS = 5;

    private static final long LEAST_FALL = 50 * Times.MILLISECOND;

    private final Options options;
    private final Draw draw;

    private Priorities(Options options, Draw draw) {
        this.options = options;
        this.draw = draw;
    }

    /** The plan with priorities that its seed draws. */
    static Plan among(Plan plan) {
        Draw draw = Draw.of(plan.seed()).within(plan.scenario()).within("priorities");
        return plan.withFaults(new Priorities(plan.options(), draw).faults().appendAll(plan.faults()));
    }

    /**
     * A chain of messages.
     *
     * @param unitNanos how long a message usually takes at the most
     * @param slower makes it slower by a delay
     */
    private record Chain(int site, long unitNanos, LongFunction<Action> slower) {
        PlannedFault slowed(long atNanos, long delay, long lasts) {
            return new PlannedFault(new Trigger.At(atNanos), slower.apply(delay), lasts, site);
        }
    }

    private Vector<PlannedFault> faults() {
        Vector<Chain> chains = Vector.rangeClosed(1, options.sites())
                .flatMap(this::within)
                .appendAll(options.topology().routes().map(Priorities::between));
        return chains.isEmpty() ? Vector.empty() : levels(chains).appendAll(falls(chains));
    }

    private Vector<Chain> within(int site) {
        Vector<Integer> servers =
                Vector.rangeClosed(1, options.topology().site(site).servers());
        long unit = options.network().delayHigh();
        return servers.flatMap(from -> servers.remove(from)
                .map(to -> new Chain(
                        site, unit, delay -> new Action.SlowLink(Target.server(from), Target.server(to), delay))));
    }

    private static Chain between(Route route) {
        return new Chain(1, route.delayHigh(), delay -> new Action.SlowSites(route.one(), route.other(), delay));
    }

    private Vector<PlannedFault> levels(Vector<Chain> chains) {
        long lasts = options.lengths().stir();
        return chains.zipWithIndex()
                .map(one -> Tuple.of(one._1, (int) draw.below("level", one._2, LEVELS + 1L)))
                .filter(one -> one._2 > 0)
                .map(one -> one._1.slowed(0, delay(one._1, one._2), lasts));
    }

    /** A leader whose word takes longer than this would not stay one. */
    private long delay(Chain chain, int level) {
        return Math.min(chain.unitNanos << (level - 1), options.store().electionTimeout() / 2);
    }

    /** What falls is late enough to come when others have been elected, and returns before the run settles or then. */
    private Vector<PlannedFault> falls(Vector<Chain> chains) {
        long election = options.store().electionTimeout();
        long stir = options.lengths().stir();
        Range lasting = new Range(Math.min(LEAST_FALL, stir), stir);
        return Vector.range(0, (int) draw.below("falls", 0, MOST_FALLS + 1L))
                .map(fall -> draw.oneOf(chains, "who falls", fall)
                        .slowed(
                                draw.below("falls at", fall, stir),
                                draw.from(Range.between(election / 2, 2 * election), "falls by", fall),
                                draw.steeplyFrom(lasting, "falls for", fall)));
    }
}
