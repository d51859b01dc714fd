package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.geo.ReplacedReads;
import kyoten.scenario.Scenario;

/** Scenarios of what happens between sites: what a site promised its clients holds, whatever the way to the others does. */
final class Cuts {
    private Cuts() {}

    static Vector<Scenario> all() {
        return Vector.of(
                writesOnBothSides(),
                halves(),
                sitesInALine(),
                relay(),
                silentCut(),
                oneWay(),
                heldRoutes(),
                slowRoutes(),
                badRoutes(),
                leadersAtBothEnds(),
                skewedClocks());
    }

    private static Scenario writesOnBothSides() {
        return ManySites.cluster("writes-on-both-sides", "What is written on both sides of a cut is there when it ends")
                .suffering(WanNemeses.cuts(), WanNemeses.isolatedSites())
                .atTimes(Nemeses.leaderCrashes().somewhere(), WanNemeses.badRoutes(), WanNemeses.slowRoutes())
                .claiming(ManySites.claimsAnd(new ReplacedReads()));
    }

    private static Scenario halves() {
        return ManySites.cluster("halves-of-sites", "No side of a partition is the right one: both go on, and merge")
                .sites(3, 5)
                .servers(1, 2)
                .suffering(WanNemeses.halves())
                .atTimes(Nemeses.crashes().somewhere(), WanNemeses.oneWayCuts(), WanNemeses.heldRoutes())
                .claiming(ManySites.claimsAnd(new ReplacedReads()));
    }

    private static Scenario sitesInALine() {
        return ManySites.cluster(
                        "sites-in-a-line", "What passes through a site in the middle outlives that site's trouble")
                .sites(3, 3)
                .inALine()
                .suffering(Nemeses.leaderCrashes().at(2), Nemeses.powerLosses().at(2))
                .atTimes(
                        WanNemeses.cuts(),
                        WanNemeses.badRoutes(),
                        Nemeses.minorities().at(2))
                .claiming(ManySites.claims());
    }

    private static Scenario relay() {
        return ManySites.cluster("relay", "Sites that never reach each other hear all of each other from those between")
                .sites(4, 5)
                .servers(1, 1)
                .inALine()
                .suffering(WanNemeses.cuts())
                .atTimes(
                        WanNemeses.badRoutes(),
                        WanNemeses.oneWayCuts(),
                        Nemeses.crashes().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario silentCut() {
        return ManySites.cluster("silent-cut", "A stream that was silent for a long time goes on where it was")
                .suffering(WanNemeses.longIsolation())
                .atTimes(Nemeses.leaderCrashes().somewhere(), WanNemeses.heldRoutes(), WanNemeses.powerLosses())
                .claiming(ManySites.claims());
    }

    private static Scenario oneWay() {
        return ManySites.cluster(
                        "one-way-routes", "A site that speaks without hearing loses nothing that it was told later")
                .suffering(WanNemeses.oneWayCuts())
                .atTimes(Nemeses.leaderCrashes().somewhere(), WanNemeses.slowRoutes(), WanNemeses.cuts())
                .claiming(ManySites.claims());
    }

    private static Scenario heldRoutes() {
        return ManySites.cluster(
                        "held-routes", "What a site said long ago, and comes now, changes nothing that came since")
                .suffering(WanNemeses.heldRoutes())
                .atTimes(
                        Nemeses.leaderCrashes().somewhere(),
                        WanNemeses.newLeadersAtBothEnds(),
                        WanNemeses.cuts(),
                        WanNemeses.powerLosses())
                .claiming(ManySites.claims());
    }

    private static Scenario slowRoutes() {
        return ManySites.cluster("slow-routes", "However far and narrow the way to other sites, a site answers its own")
                .apart(Duration.ofMillis(50), Duration.ofMillis(300))
                .suffering(WanNemeses.slowRoutes(), WanNemeses.narrowRoutes())
                .atTimes(Nemeses.leaderCrashes().somewhere(), WanNemeses.cuts())
                .claiming(ManySites.claims());
    }

    private static Scenario badRoutes() {
        return ManySites.cluster(
                        "bad-routes", "Messages between sites that get lost, doubled and overtaken change no merge")
                .suffering(WanNemeses.badRoutes())
                .atTimes(
                        Nemeses.crashes().somewhere(),
                        WanNemeses.oneWayCuts(),
                        Nemeses.pauses().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario leadersAtBothEnds() {
        return ManySites.cluster("leaders-at-both-ends", "A stream goes on without a hole when both of its ends change")
                .sites(2, 3)
                .servers(2, 3)
                .suffering(WanNemeses.newLeadersAtBothEnds())
                .atTimes(
                        WanNemeses.cuts(),
                        WanNemeses.heldRoutes(),
                        Nemeses.lingeringLeaders().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario skewedClocks() {
        return ManySites.cluster("skewed-clocks", "Sites whose clocks disagree by hours agree on what was written")
                .suffering(WanNemeses.clockSkew())
                .atTimes(
                        Nemeses.clockDrifts().somewhere(),
                        WanNemeses.cuts(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claims());
    }
}
