package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Topology.Site;
import kyoten.scenario.plan.Trigger;

/** Sites that come and go, as their operators want it. */
final class SiteNemeses {
    private static final int FIRST = 1;

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

    /** A founder leaves, and a new site takes its name. */
    static Nemesis reusedNames() {
        return new Nemesis("reused names", (draw, options) -> {
            int site = leaving(draw, options);
            Action reuse = new Action.ReuseName(FIRST, draw.percent(40, "force", 0));
            return Vector.of(new PlannedFault(at(draw, options, site), reuse, 0, site));
        });
    }

    /** Keys are resolved in another way, by any site's word, at several times. */
    static Nemesis resolvers(Vector<String> prefixes, Vector<String> names) {
        return Nemesis.every(
                        Range.between(Duration.ofMillis(200), Duration.ofMillis(1500)),
                        Range.exactly(0),
                        "resolvers",
                        (draw, options, i) -> new Action.SetResolver(
                                draw.oneOf(prefixes, "prefix", i), draw.oneOf(names, "resolver", i)))
                .somewhere();
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
