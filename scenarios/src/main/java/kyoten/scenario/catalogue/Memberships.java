package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.geo.FencedSites;
import kyoten.check.geo.GoneSites;
import kyoten.check.geo.OldContexts;
import kyoten.check.geo.SomebodyStays;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.Workload.Habits;

/** Scenarios of sites that join the cluster and leave it while clients go on. */
final class Memberships {
    private Memberships() {}

    static Vector<Scenario> all() {
        return Vector.of(
                join(),
                leave(),
                forcedLeave(),
                mutualLeaves(),
                laterLeaves(),
                reusedName(),
                comingAndGoing(),
                lateConditions(),
                worstMoments());
    }

    private static Scenario join() {
        return ManySites.cluster("site-joins", "A site that joins under load knows all that the others know")
                .sites(1, 3)
                .joining(1)
                .suffering(SiteNemeses.joins())
                .atTimes(
                        WanNemeses.cuts(),
                        WanNemeses.badRoutes(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario leave() {
        return ManySites.cluster("site-leaves", "A site that leaves in order takes nothing with it")
                .sites(2, 4)
                .suffering(SiteNemeses.leaves())
                .atTimes(
                        WanNemeses.cuts(),
                        WanNemeses.badRoutes(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claimsAnd(new FencedSites()));
    }

    private static Scenario forcedLeave() {
        return ManySites.cluster("site-is-gone", "A site that is declared gone loses its own last writes, and no other")
                .sites(3, 4)
                .suffering(SiteNemeses.forcedLeaves(), WanNemeses.isolatedSites())
                .atTimes(WanNemeses.badRoutes(), Nemeses.leaderCrashes().somewhere(), WanNemeses.heldRoutes())
                .claiming(ManySites.claimsAnd(new FencedSites(), new GoneSites()));
    }

    private static Scenario mutualLeaves() {
        return ManySites.cluster(
                        "all-are-gone",
                        "Of sites that declare each other gone one stays, and the others learn that they left")
                .sites(2, 3)
                .stirring(Duration.ofSeconds(8), Duration.ofSeconds(14))
                .suffering(SiteNemeses.mutualLeaves())
                .atTimes(WanNemeses.badRoutes(), Nemeses.leaderCrashes().somewhere(), WanNemeses.heldRoutes())
                .claiming(ManySites.claimsAnd(new FencedSites(), new GoneSites(), new SomebodyStays()));
    }

    private static Scenario laterLeaves() {
        return ManySites.cluster(
                        "all-are-gone-later",
                        "Of sites that declare each other gone none stays that had been gone for long by then")
                .sites(2, 3)
                .stirring(Duration.ofSeconds(8), Duration.ofSeconds(14))
                .suffering(SiteNemeses.mutualLeavesOfNewcomers())
                .atTimes(WanNemeses.badRoutes(), Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claimsAnd(new FencedSites(), new SomebodyStays()));
    }

    private static Scenario reusedName() {
        return ManySites.cluster("name-reused", "A new site under the name of one that left is another site")
                .sites(2, 3)
                .stirring(Duration.ofSeconds(3), Duration.ofSeconds(6))
                .suffering(SiteNemeses.reusedNames())
                .atTimes(
                        WanNemeses.cuts(),
                        WanNemeses.heldRoutes(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claimsAnd(new FencedSites()));
    }

    private static Scenario worstMoments() {
        return ManySites.cluster(
                        "worst-moments-between-sites",
                        "Whatever happens in the midst of a join, a comparison or a collection, nothing is lost")
                .sites(2, 3)
                .joining(1)
                .suffering(SiteNemeses.joins(), MarkNemeses.atMarksBetweenSites())
                .atTimes(WanNemeses.longIsolation(), WanNemeses.badRoutes(), WanNemeses.slowRoutes())
                .claiming(ManySites.claims());
    }

    /** On so many keys that some are deleted before the site joins, and nobody comes back to them. */
    private static Scenario lateConditions() {
        return ManySites.cluster(
                        "late-conditions",
                        "A site that joins late takes nothing for current that was deleted before it came")
                .on(new LateConditionsSubject())
                .sites(2, 3)
                .joining(1)
                .servers(1, 2)
                .clients(3, 6)
                .keys(10, 16)
                .stirring(Duration.ofSeconds(4), Duration.ofSeconds(8))
                .doing(Workload.deleting().habits(Habits.ANY))
                .suffering(SiteNemeses.joins())
                .atTimes(WanNemeses.badRoutes(), Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claimsAnd(new OldContexts()));
    }

    private static Scenario comingAndGoing() {
        return ManySites.cluster("sites-come-and-go", "Sites that join and leave at once agree on who is a member")
                .sites(2, 3)
                .joining(2)
                .servers(1, 2)
                .suffering(SiteNemeses.joins(), SiteNemeses.leaves())
                .atTimes(SiteNemeses.forcedLeaves(), WanNemeses.cuts(), WanNemeses.slowRoutes())
                .claiming(ManySites.claimsAnd(new FencedSites()));
    }
}
