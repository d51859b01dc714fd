package kyoten.scenario.catalogue;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.geo.Marks;
import kyoten.scenario.Mark;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/** What goes wrong between the sites of a cluster, again and again while a run stirs. */
final class WanNemeses {
    private static final long APART_NANOS = 400_000_000;
    private static final Range WHILE = Range.millis(200, 2500);
    private static final Range OFTEN = Range.millis(100, 900);
    private static final Range NOW_AND_THEN = Range.millis(300, 2000);
    private static final Range NARROW = new Range(2_000, 200_000);

    private WanNemeses() {}

    /** Two sites hear nothing of each other. */
    static Nemesis cuts() {
        return Nemesis.every(NOW_AND_THEN, WHILE, "cuts between sites", (draw, options, i) -> {
            int one = site(draw, options, i);
            return new Action.CutSites(Vector.of(one), Vector.of(another(draw, options, i, one)), true);
        });
    }

    /** Whenever a site begins to compare trees with another, the first site is cut off for a while: a question to or from it is lost. */
    static Nemesis cutsAtComparisons() {
        Mark mark = Mark.of(Marks.EXCHANGE_BEGUN, Range.between(1, 2)).strikes(6, 24);
        return Nemesis.at(
                mark,
                Range.millis(20, 800),
                "cuts at comparisons",
                (draw, options, i) ->
                        new Action.CutSites(Vector.of(1), all(options).remove((Integer) 1), true));
    }

    /** A site hears nothing of all others. */
    static Nemesis isolatedSites() {
        return Nemesis.every(NOW_AND_THEN, WHILE, "isolated sites", (draw, options, i) -> {
            int one = site(draw, options, i);
            return new Action.CutSites(Vector.of(one), all(options).remove(one), true);
        });
    }

    /** Some sites hear nothing of the others. */
    static Nemesis halves() {
        return Nemesis.every(NOW_AND_THEN, WHILE, "halves of sites", (draw, options, i) -> {
            int sure = site(draw, options, i);
            Vector<Integer> side = all(options)
                    .filter(one -> one == sure || draw.within("side").percent(40, "of " + one, i));
            Vector<Integer> other = all(options).removeAll(side);
            return new Action.CutSites(
                    other.isEmpty() ? Vector.of(sure) : side,
                    other.isEmpty() ? all(options).remove(sure) : other,
                    true);
        });
    }

    /** What a site says gets lost, or what it is told, by one other or by all. */
    static Nemesis oneWayCuts() {
        return Nemesis.every(NOW_AND_THEN, WHILE, "one-way cuts between sites", (draw, options, i) -> {
            Seq<Integer> one = Vector.of(site(draw, options, i));
            Seq<Integer> others = draw.percent(50, "all", i)
                    ? all(options).removeAll(one)
                    : Vector.of(another(draw, options, i, one.head()));
            return draw.percent(50, "mute", i)
                    ? new Action.CutSites(one, others, false)
                    : new Action.CutSites(others, one, false);
        });
    }

    /** What passes between two sites is kept on the way and arrives much later, all of it. */
    static Nemesis heldRoutes() {
        return Nemesis.every(OFTEN, Range.millis(200, 4000), "held routes", (draw, options, i) -> {
            int one = site(draw, options, i);
            return new Action.HoldSites(
                    Vector.of(one), Vector.of(another(draw, options, i, one)), draw.percent(40, "both", i));
        });
    }

    /** Two sites move apart. */
    static Nemesis slowRoutes() {
        return Nemesis.every(OFTEN, WHILE, "slow routes", (draw, options, i) -> {
            int one = site(draw, options, i);
            return new Action.SlowSites(
                    one, another(draw, options, i, one), draw.steeplyFrom(Range.millis(20, 1500), "delay", i));
        });
    }

    /** Little passes between two sites. */
    static Nemesis narrowRoutes() {
        return Nemesis.every(OFTEN, WHILE, "narrow routes", (draw, options, i) -> {
            int one = site(draw, options, i);
            return new Action.NarrowSites(
                    one, another(draw, options, i, one), (int) draw.steeplyFrom(NARROW, "bytes", i));
        });
    }

    /** A network between the sites that loses, doubles and reorders. */
    static Nemesis badRoutes() {
        return Nemesis.every(
                NOW_AND_THEN,
                WHILE,
                "bad routes",
                (draw, options, i) -> new Action.DisturbSites(
                        (int) draw.steeplyFrom(new Range(1000, 500_000), "loss", i),
                        (int) draw.steeplyFrom(new Range(1000, 300_000), "doubled", i),
                        draw.from(Range.millis(0, 500), "delay", i)));
    }

    /** One site is away for most of the run. */
    static Nemesis longIsolation() {
        return new Nemesis("a long isolation", (draw, options) -> {
            int away = site(draw, options, 0);
            Trigger at = new Trigger.At(draw.below("at", 0, options.lengths().stir() / 4 + 1));
            Action cut = new Action.CutSites(Vector.of(away), all(options).remove(away), true);
            return Vector.of(new PlannedFault(at, cut, options.lengths().stir()));
        });
    }

    /** Two sites lose their leaders in the same moment, or each hands its office over. */
    static Nemesis newLeadersAtBothEnds() {
        return Nemesis.inRounds(OFTEN, "new leaders at both ends", (draw, options, at, i) -> {
            int one = site(draw, options, i);
            Vector<PlannedFault> faults =
                    Vector.of(newLeader(draw, one, i, at), newLeader(draw, another(draw, options, i, one), i, at));
            return new Nemesis.Round(faults, at + draw.from(OFTEN, "gap", i));
        });
    }

    private static PlannedFault newLeader(Draw draw, int site, int i, long at) {
        Draw own = draw.within("at " + site);
        Action action = own.percent(60, "crash", i)
                ? new Action.Crash(Target.leader())
                : new Action.Transfer(Target.follower(1 + (int) own.below("to", i, 4)));
        long later = own.from(Range.millis(0, 60), "later", i);
        return new PlannedFault(new Trigger.At(at + later), action, own.from(Range.millis(20, 600), "lasts", i), site);
    }

    /** A whole site loses its power. */
    static Nemesis powerLosses() {
        return Nemeses.powerLosses().somewhere();
    }

    /** The wall clocks of each site are wrong, all the time, by so little that sites still follow each other. */
    static Nemesis clocksApart() {
        return new Nemesis(
                "clocks apart",
                (draw, options) -> Vector.rangeClosed(1, options.sites())
                        .map(site -> new PlannedFault(
                                new Trigger.At(0),
                                new Action.StepClocks(draw.below("by", site, 2 * APART_NANOS) - APART_NANOS),
                                options.lengths().stir(),
                                site)));
    }

    /** The wall clocks of a whole site are wrong by seconds to hours. */
    static Nemesis clockSkew() {
        return Nemesis.every(OFTEN, Range.millis(500, 4000), "skewed clocks", (draw, options, i) -> {
                    long by = draw.steeplyFrom(Range.millis(100, 7_200_000), "by", i);
                    return new Action.StepClocks(draw.percent(50, "back", i) ? -by : by);
                })
                .somewhere();
    }

    /** A site's disks are set back to what they held a while ago. */
    static Nemesis oldImages() {
        return new Nemesis("old images", (draw, options) -> {
            int site = site(draw, options, 0);
            long stir = options.lengths().stir();
            long kept = draw.below("kept", 0, stir / 2 + 1);
            long restored = kept + draw.from(Range.millis(100, 1500), "age", 0);
            return Vector.of(
                    new PlannedFault(new Trigger.At(kept), new Action.KeepImages(), 0, site),
                    new PlannedFault(new Trigger.At(restored), new Action.RestoreImages(), OFF, site));
        });
    }

    /** A site loses all its disks and begins with empty ones. */
    static Nemesis wipedSites() {
        return new Nemesis("wiped sites", (draw, options) -> {
            long at = draw.below("at", 0, options.lengths().stir() * 3 / 4 + 1);
            return Vector.of(new PlannedFault(new Trigger.At(at), new Action.WipeSite(), OFF, site(draw, options, 0)));
        });
    }

    /** A site whose disks were lost is off for so long that nothing that it said before is still on its way. */
    private static final long OFF = Duration.ofMillis(1500).toNanos();

    private static Vector<Integer> all(Options options) {
        return Vector.rangeClosed(1, options.sites());
    }

    private static int site(Draw draw, Options options, long i) {
        return 1 + (int) draw.below("site", i, options.sites());
    }

    private static int another(Draw draw, Options options, long i, int site) {
        int step = 1 + (int) draw.below("another", i, Math.max(1, options.sites() - 1));
        return 1 + (site - 1 + step) % options.sites();
    }
}
