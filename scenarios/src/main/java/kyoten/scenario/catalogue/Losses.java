package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.plan.Range;

/** Scenarios of whole sites that lose their power, their place in the stream, or their disks. */
final class Losses {
    /** So little of a stream is kept that a site which was cut off has missed some of it. */
    private static final Range LITTLE = new Range(64, 2048);

    private Losses() {}

    static Vector<Scenario> all() {
        return Vector.of(sitePowerLoss(), awayTooLong(), narrowComparison(), lostQuestions(), oldImage(), wipedSite());
    }

    private static Scenario sitePowerLoss() {
        return ManySites.cluster(
                        "site-power-loss", "A site that loses its power as a whole has lost nothing, for nobody")
                .suffering(WanNemeses.powerLosses())
                .atTimes(
                        WanNemeses.cuts(),
                        Nemeses.crashesBeforeSync().somewhere(),
                        DiskNemeses.slowDisks().somewhere(),
                        DiskNemeses.rottenDisks().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario awayTooLong() {
        return ManySites.cluster(
                        "away-too-long", "A site that was away for longer than others keep updates is brought up")
                .logBytes((int) LITTLE.low(), (int) LITTLE.high())
                .suffering(WanNemeses.longIsolation())
                .atTimes(
                        Nemeses.leaderCrashes().somewhere(),
                        WanNemeses.powerLosses(),
                        WanNemeses.badRoutes(),
                        WanNemeses.cuts())
                .claiming(ManySites.claims());
    }

    private static Scenario lostQuestions() {
        return ManySites.cluster("lost-questions", "A comparison whose questions are lost is begun anew before long")
                .sites(2, 3)
                .servers(1, 2)
                .logBytes((int) LITTLE.low(), (int) LITTLE.high())
                .stirring(Duration.ofSeconds(6), Duration.ofSeconds(14))
                .suffering(WanNemeses.cutsAtComparisons())
                .atTimes(Nemeses.leaderCrashes().somewhere(), WanNemeses.badRoutes())
                .claiming(ManySites.claims());
    }

    private static Scenario narrowComparison() {
        return ManySites.cluster(
                        "narrow-comparison", "However narrow the way, a comparison of trees comes to its end over it")
                .sites(2, 3)
                .keys(4, 4)
                .stirring(Duration.ofSeconds(3), Duration.ofSeconds(6))
                .narrow()
                .longValues()
                .doing(Workload.siblings().habits(Workload.Habits.STALE))
                .logBytes((int) LITTLE.low(), (int) LITTLE.high())
                .suffering(WanNemeses.oldImages())
                .atTimes(WanNemeses.longIsolation(), WanNemeses.badRoutes())
                .claiming(ManySites.claims());
    }

    private static Scenario oldImage() {
        return ManySites.cluster("old-image", "A site whose disks are set back names nothing new by an old name")
                .stirring(Duration.ofSeconds(3), Duration.ofSeconds(6))
                .suffering(WanNemeses.oldImages())
                .atTimes(WanNemeses.cuts(), WanNemeses.badRoutes(), WanNemeses.slowRoutes())
                .claiming(ManySites.claims());
    }

    private static Scenario wipedSite() {
        return ManySites.cluster("wiped-site", "A site that lost all its disks gets from the others all that they have")
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(5))
                .suffering(WanNemeses.wipedSites())
                .atTimes(
                        WanNemeses.cuts(),
                        WanNemeses.badRoutes(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claims());
    }
}
