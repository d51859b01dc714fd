package kyoten.scenario.catalogue;

import kyoten.check.linear.Models;
import kyoten.check.linear.Registers;
import kyoten.scenario.Scenario;

/** Scenarios of one site whose disks are slow, full or broken, or lose what was written last. */
final class Disks {
    private Disks() {}

    static Scenario powerLoss() {
        return Sites.site("power-loss", "A site that loses all its power at once has lost nothing that it acknowledged")
                .suffering(Nemeses.powerLosses())
                .atTimes(
                        DiskNemeses.slowDisks(),
                        Nemeses.crashesBeforeSync(),
                        Nemeses.crashesInStep(),
                        DiskNemeses.rottenDisks())
                .claiming(Sites.claims());
    }

    static Scenario slowDisk() {
        return Sites.site("slow-disk", "A slow disk delays answers and makes none of them wrong")
                .suffering(DiskNemeses.slowDisks(), Nemeses.crashesBeforeSync())
                .atTimes(
                        Nemeses.powerLosses(),
                        Nemeses.leaderCrashes(),
                        DiskNemeses.failingSyncs(),
                        DiskNemeses.rottenDisks())
                .claiming(Sites.claims());
    }

    static Scenario fullDisk() {
        return Sites.site(
                        "full-disk", "A server without room refuses and loses nothing, and goes on when there is room")
                .suffering(DiskNemeses.fullDisks())
                .atTimes(Nemeses.crashes(), Nemeses.isolatedLeaders(), DiskNemeses.failingSyncs())
                .claiming(Sites.claims());
    }

    static Scenario rottenDisk() {
        return Sites.site("rotten-disk", "A disk that forgets is doubted, not believed")
                .suffering(DiskNemeses.rottenDisks(), Nemeses.isolatedLeaders())
                .atTimes(Nemeses.minorities(), Nemeses.pauses(), Nemeses.leaderCrashes(), Nemeses.powerLosses())
                .claiming(Sites.claims());
    }

    static Scenario powerLossOverRot() {
        return Sites.site("power-loss-over-rot", "What stands whole behind a damaged place is not given up")
                .servers(3, 3)
                .suffering(Nemeses.powerLosses(), DiskNemeses.rottenDisks())
                .atTimes(DiskNemeses.slowDisks(), Nemeses.crashesBeforeSync(), Nemeses.isolatedLeaders())
                .claiming(Sites.claims());
    }

    static Scenario replacedDisk() {
        return Sites.site(
                        "replaced-disk",
                        "A server whose disk was lost, or is of last week, counts as a new one or not at all")
                .suffering(DiskNemeses.replacedDisks())
                .atTimes(
                        Nemeses.leaderCrashes(),
                        Nemeses.minorities(),
                        Nemeses.transfers(),
                        Nemeses.isolatedLeaders(),
                        Nemeses.powerLosses())
                .claiming(Sites.claims());
    }

    /** No claim that it answers: what is lost may be lost for good, and then nobody but a person may decide. */
    static Scenario ruinedDisk() {
        return Sites.site("ruined-disk", "A site that has lost what it acknowledged stops, and makes nothing up")
                .servers(3, 3)
                .suffering(DiskNemeses.ruinedDisks())
                .atTimes(Nemeses.leaderCrashes(), Nemeses.powerLosses(), Nemeses.minorities())
                .claiming(
                        Registers.withinSite(),
                        Models.named("multi-value-register").get());
    }
}
