package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.function.LongFunction;
import kyoten.geo.Marks;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Topology.Site;
import kyoten.scenario.plan.Trigger;

/** Sites that come and go, as their operators want it. */
final class SiteNemeses {
    private static final int FIRST = 1;
    private static final Range HALF_DONE = Range.between(Duration.ofNanos(1000), Duration.ofMillis(20));
    private static final Range DOWN = Range.millis(1, 100);
    private static final Range CUT = Range.millis(200, 2000);
    private static final long TOGETHER = Duration.ofMillis(1500).toNanos();
    private static final long OFF = Action.RebuildSite.OFF_NANOS;

    private SiteNemeses() {}

    /** Each site that is no founder joins, by way of the first, which stays in any case. */
    static Nemesis joins() {
        return new Nemesis(
                "joins",
                (draw, options) -> Vector.rangeClosed(1, options.sites())
                        .reject(site -> options.topology().site(site).founder())
                        .map(site -> new PlannedFault(at(draw, options, site), new Action.JoinSite(FIRST), 0, site)));
    }

    /** A founder leaves in order. */
    static Nemesis leaves() {
        return leaves("leaves", false);
    }

    /** A founder is declared to be gone, whether it is or not. */
    static Nemesis forcedLeaves() {
        return leaves("forced leaves", true);
    }

    private static Nemesis leaves(String name, boolean force) {
        return new Nemesis(name, (draw, options) -> {
            int site = leaving(draw, options);
            Action leave = new Action.LeaveSite(FIRST, force);
            return Vector.of(new PlannedFault(at(draw, options, site), leave, 0, site));
        });
    }

    /**
     * Sites that are cut off from each other are declared to be gone, each by another, all of them or all but one; some of them are
     * built anew and join the one that stays, and some time later it may all happen again.
     */
    static Nemesis mutualLeaves() {
        return new Nemesis("mutual leaves", (draw, options) -> {
            Vector<Integer> sites = Vector.rangeClosed(1, options.sites());
            long at = draw.below("at", 0, options.lengths().stir() / 3 + 1);
            int last = sites.minBy(site -> options.topology().site(site).name()).get();
            Vector<PlannedFault> anew = sites.reject(site -> site == last || draw.percent(50, "stays out", site))
                    .flatMap(site -> anew(site, last, draw.steeplyFrom(CUT, "anew", site)));
            return parting(draw, options, last, 0, after -> new Trigger.At(at + after))
                    .appendAll(anew)
                    .appendAll(
                            draw.percent(50, "again", 0) ? partingOnceTogether(draw, options, last) : Vector.empty());
        });
    }

    /** A new site takes the name of one that left, and then all let each other go. */
    static Nemesis mutualLeavesOfNewcomers() {
        return new Nemesis("mutual leaves of newcomers", (draw, options) -> {
            long at = draw.below("at", 0, options.lengths().stir() / 4 + 1);
            return Vector.of(new PlannedFault(
                            new Trigger.At(at), new Action.ReuseName(FIRST, true), 0, leaving(draw, options)))
                    .appendAll(partingOnceTogether(draw, options, FIRST));
        });
    }

    /** @param last who takes in the other */
    private static Vector<PlannedFault> partingOnceTogether(Draw draw, Options options, int last) {
        return parting(draw, options, last, 1, after -> onMark(Marks.JOIN_ACCEPTED, TOGETHER + after));
    }

    /**
     * All are cut off from each other, and let each other go, or all but one.
     *
     * @param last the site whose marks count for the cuts, if the trigger is one
     */
    private static Vector<PlannedFault> parting(
            Draw draw, Options options, int last, int round, LongFunction<Trigger> when) {
        int count = options.sites();
        Vector<Integer> sites = Vector.rangeClosed(1, count);
        long lasts = draw.from(CUT, "cut lasts", round);
        int stays = draw.percent(20, "one stays", round) ? 1 + (int) draw.below("stays", round, count) : 0;
        Vector<PlannedFault> cuts = sites.map(site -> new PlannedFault(
                when.apply(0), new Action.CutSites(Vector.of(site), sites.remove(site), false), lasts, last));
        return cuts.appendAll(sites.reject(site -> site == stays)
                .map(site -> new PlannedFault(
                        when.apply(draw.steeplyFrom(CUT, "leaves", site + round * count)),
                        new Action.LeaveSite(site % count + 1, true),
                        0,
                        site)));
    }

    private static Trigger onMark(String mark, long after) {
        return new Trigger.OnMark(mark, Option.none(), 1, after);
    }

    /** Once the one that stays knows that all others have left: until then, one that is built anew takes with it what only it knew. */
    private static Vector<PlannedFault> anew(int site, int by, long after) {
        String anew = kyoten.site.Marks.BEGAN_ANEW;
        return Vector.of(
                new PlannedFault(onMark(anew, after), new Action.RebuildSite(), OFF, site),
                new PlannedFault(onMark(anew, after + OFF + OFF / 4), new Action.JoinSite(by), 0, site));
    }

    /** A founder leaves, and a new site takes its name. */
    static Nemesis reusedNames() {
        return new Nemesis("reused names", (draw, options) -> {
            int site = leaving(draw, options);
            Action reuse = new Action.ReuseName(FIRST, draw.percent(40, "force", 0));
            return Vector.of(new PlannedFault(at(draw, options, site), reuse, 0, site));
        });
    }

    /** Keys are resolved in another way, by any site's word, at several times; some leaders die or are cut off just then. */
    static Nemesis resolvers(Vector<String> prefixes, Vector<String> names) {
        Range gap = Range.between(Duration.ofMillis(200), Duration.ofMillis(1500));
        return Nemesis.inRounds(gap, "resolvers", (draw, options, at, i) -> {
                    Action choice =
                            new Action.SetResolver(draw.oneOf(prefixes, "prefix", i), draw.oneOf(names, "resolver", i));
                    Vector<PlannedFault> faults = Vector.of(new PlannedFault(new Trigger.At(at), choice, 0))
                            .appendAll(mishap(draw, at, i));
                    return new Nemesis.Round(faults, at + draw.from(gap, "gap", i));
                })
                .somewhere();
    }

    /** What befalls a leader that is asked for something at a time; a cut comes before it, a death after it. */
    private static Option<PlannedFault> mishap(Draw draw, long at, int i) {
        return switch ((int) draw.below("mishap", i, 5)) {
            case 0 ->
                Option.of(new PlannedFault(
                        new Trigger.At(at + draw.steeplyFrom(HALF_DONE, "dies", i)),
                        new Action.Crash(Target.leader()),
                        draw.from(DOWN, "down", i)));
            case 1 ->
                Option.of(new PlannedFault(
                        new Trigger.At(Math.max(0, at - draw.steeplyFrom(HALF_DONE, "cut", i))),
                        new Action.Isolate(Target.leader()),
                        draw.from(CUT, "cut lasts", i)));
            default -> Option.none();
        };
    }

    /** An operator chooses a resolver for all keys as soon as the site answers. */
    static Nemesis resolver(String name) {
        return new Nemesis("a resolver", (draw, options) -> {
            int site = 1 + (int) draw.below("by", 0, options.sites());
            return Vector.of(new PlannedFault(new Trigger.At(0), new Action.SetResolver("", name), 0, site));
        });
    }

    private static Trigger at(Draw draw, Options options, int site) {
        long stir = options.lengths().stir();
        return new Trigger.At(draw.below("at", site, stir * 3 / 4 + 1));
    }

    /** A founder, but not the first. */
    private static int leaving(Draw draw, Options options) {
        return 2 + (int) draw.below("founder", 0, founders(options) - 1);
    }

    private static int founders(Options options) {
        return options.topology().sites().count(Site::founder);
    }
}
