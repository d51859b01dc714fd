package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.linear.Models;
import kyoten.check.linear.Registers;
import kyoten.check.site.Availability;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.plan.Range;

/** Scenarios of one site: what its clients were promised holds, whatever goes wrong with its servers. */
final class Sites {
    /** Once a site had time to recover; the slowest disks and links of a run make up most of it. */
    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

    /** Clients that give up sooner cannot tell that they would not have been answered in time. */
    static final Duration LONGER_THAN_THE_BOUND = Duration.ofMillis(1100);

    private Sites() {}

    static Vector<Scenario> all() {
        return Vector.of(
                        leaderCrashes(),
                        contestedElections(),
                        minorityPartition(),
                        deposedLeaders(),
                        oneWayCut(),
                        bridgePartition(),
                        heldLinkOverElections(),
                        badNetwork(),
                        Disks.powerLoss(),
                        pausesAndClockSteps(),
                        Disks.slowDisk(),
                        Disks.fullDisk(),
                        Disks.rottenDisk(),
                        rollingRestarts(),
                        leaderTransfer(),
                        membershipChange(),
                        unfinishedChanges(),
                        retiredServers(),
                        snapshotsUnderLoad(),
                        snapshotsInParts(),
                        shortReigns(),
                        returningLeaders(),
                        bareMajority(),
                        buriedEntries(),
                        Disks.powerLossOverRot(),
                        Disks.replacedDisk(),
                        Disks.ruinedDisk(),
                        worstMoments(),
                        ailingMinority())
                .appendAll(ClientHabits.all());
    }

    private static Scenario leaderCrashes() {
        return site("leader-crashes", "What was acknowledged outlives every crash of a leader")
                .suffering(Nemeses.leaderCrashes(), Nemeses.crashesOfVoters())
                .atTimes(Nemeses.crashesBeforeSync(), Nemeses.crashesInStep(), Nemeses.badNetwork())
                .claiming(claims());
    }

    private static Scenario contestedElections() {
        return site("contested-elections", "A server votes once in a term, though it dies and is asked again")
                .servers(3, 3)
                .suffering(ElectionNemeses.contestedElections())
                .atTimes(
                        Nemeses.leaderCrashes(),
                        Nemeses.lateCandidates(),
                        Nemeses.crashesOfVoters(),
                        ElectionNemeses.lateLeaders(),
                        DiskNemeses.slowDisks(),
                        Nemeses.clockDrifts())
                .claiming(claims());
    }

    private static Scenario minorityPartition() {
        return site("minority-partition", "A minority that is cut off answers nothing that is out of date")
                .suffering(Nemeses.minorities())
                .atTimes(Nemeses.clockDrifts(), Nemeses.lingeringLeaders(), Nemeses.transfers(), Nemeses.crashes())
                .claiming(claims());
    }

    private static Scenario deposedLeaders() {
        return site("deposed-leaders", "A leader that was replaced without noticing answers nobody from what it knew")
                .clients(6, 12)
                .keys(1, 1)
                .patience(Duration.ofMillis(100), Duration.ofMillis(400))
                .doing(Workload.looking().gap(Range.millis(10, 200)))
                .suffering(UnawareNemeses.unawareLeaders())
                .atTimes(Nemeses.lingeringLeaders(), Nemeses.clockSteps())
                .claiming(claims());
    }

    private static Scenario oneWayCut() {
        return site("one-way-cut", "A leader that speaks without hearing, or hears without speaking, misleads nobody")
                .suffering(Nemeses.oneWayCuts())
                .atTimes(Nemeses.clockDrifts(), Nemeses.strandedLeaders(), Nemeses.leaderCrashes())
                .claiming(claims());
    }

    private static Scenario bridgePartition() {
        return site("bridge-partition", "Two halves that both reach one server agree as one site")
                .servers(3, 7)
                .suffering(Nemeses.bridges())
                .atTimes(Nemeses.clockDrifts(), Nemeses.crashes(), Nemeses.transfers())
                .claiming(claims());
    }

    private static Scenario heldLinkOverElections() {
        return site("held-link-over-elections", "What an old term said and the network kept back changes nothing later")
                .suffering(Nemeses.heldLinks(), Nemeses.transfers(), Nemeses.slowIsolatedLeaders())
                .atTimes(
                        Nemeses.strandedLeaders(),
                        Nemeses.isolatedLeaders(),
                        Nemeses.leaderCrashes(),
                        Nemeses.pauses(),
                        Nemeses.clockDrifts())
                .claiming(claims());
    }

    private static Scenario badNetwork() {
        return site("bad-network", "Messages that get lost, doubled and overtaken change no answer")
                .suffering(Nemeses.badNetwork())
                .atTimes(Nemeses.leaderCrashes(), Nemeses.pauses(), Nemeses.isolatedLeaders())
                .claiming(claims());
    }

    private static Scenario pausesAndClockSteps() {
        return site("pauses-and-clock-steps", "No clock decides what is true: servers may stand still and clocks jump")
                .suffering(Nemeses.pauses(), Nemeses.clockSteps(), Nemeses.clockDrifts())
                .atTimes(Nemeses.isolatedLeaders(), Nemeses.strandedLeaders(), Nemeses.leaderCrashes())
                .claiming(claims());
    }

    private static Scenario rollingRestarts() {
        return site("rolling-restarts", "An upgrade that restarts one server after the other costs no answer")
                .suffering(Nemeses.rollingRestarts())
                .atTimes(Nemeses.transfers(), Nemeses.badNetwork())
                .claiming(claims());
    }

    private static Scenario leaderTransfer() {
        return site("leader-transfer", "An office that is handed over is held by one server at a time")
                .patience(LONGER_THAN_THE_BOUND, Duration.ofSeconds(3))
                .suffering(Nemeses.transfers(), DiskNemeses.lostHeirs())
                .atTimes(
                        Nemeses.lingeringLeaders(), Nemeses.heldLinks(), Nemeses.leaderCrashes(), Nemeses.clockDrifts())
                .claiming(claims());
    }

    private static Scenario membershipChange() {
        return site("membership-change", "Servers come and go under load, and the site stays one")
                .servers(3, 5)
                .suffering(Nemeses.removals())
                .atTimes(Nemeses.leaderCrashes(), Nemeses.minorities(), Nemeses.transfers())
                .claiming(claims());
    }

    private static Scenario unfinishedChanges() {
        return site("unfinished-changes", "A change of the servers that was begun, and is not finished, binds nobody")
                .servers(4, 4)
                .snapshotEvery(4, 200)
                .suffering(UndecidedNemeses.unfinishedChanges())
                .atTimes(Nemeses.heldLinks(), Nemeses.leaderCrashes())
                .claiming(claims());
    }

    private static Scenario retiredServers() {
        return site("retired-servers", "A site that is made smaller serves on, down to its last server")
                .servers(2, 4)
                .doing(Workload.looking())
                .suffering(Nemeses.retirements())
                .atTimes(Nemeses.transfers(), Nemeses.badNetwork(), Nemeses.pauses())
                .claiming(claims());
    }

    private static Scenario snapshotsUnderLoad() {
        return site("snapshots-under-load", "A server that only has a snapshot knows all that the log knew")
                .snapshotEvery(4, 40)
                .suffering(Nemeses.crashes(), Nemeses.minorities())
                .atTimes(Nemeses.lateChunks(), Nemeses.badNetwork(), Nemeses.powerLosses(), Nemeses.transfers())
                .claiming(claims());
    }

    private static Scenario snapshotsInParts() {
        return site(
                        "snapshots-in-parts",
                        "A snapshot arrives as it was cut, whatever its parts go through, or not at all")
                .clients(5, 10)
                .keys(6, 40)
                .partBytes(64, 512)
                .snapshotEvery(4, 16)
                .stirring(Duration.ofSeconds(3), Duration.ofSeconds(6))
                .doing(Workload.everything().gap(Range.millis(2, 16)).most(1200))
                .suffering(SnapshotNemeses.troubledParts())
                .atTimes(DiskNemeses.slowDisks(), Nemeses.clockDrifts())
                .claiming(claims());
    }

    private static Scenario shortReigns() {
        return site(
                        "short-reigns",
                        "Leaders that fall before their first words are everywhere leave one history behind")
                .suffering(ElectionNemeses.shortReigns())
                .atTimes(Nemeses.heldLinks(), Nemeses.crashes(), Nemeses.badNetwork(), Nemeses.crashesBeforeSync())
                .claiming(claims());
    }

    private static Scenario returningLeaders() {
        return site("returning-leaders", "A leader that wins its office back believes nothing that it was told before")
                .servers(5, 5)
                .keys(1, 3)
                .suffering(ElectionNemeses.returningLeaders())
                .atTimes(Nemeses.heldLinks())
                .claiming(claims());
    }

    private static Scenario bareMajority() {
        return site("bare-majority", "What only just enough servers know outlives the loss of one of them")
                .suffering(ElectionNemeses.bareMajorities())
                .atTimes(
                        DiskNemeses.failingSyncs(),
                        Nemeses.transfers(),
                        Nemeses.crashesBeforeSync(),
                        DiskNemeses.slowDisks())
                .claiming(claims());
    }

    private static Scenario buriedEntries() {
        return site("buried-entries", "What an earlier leader left on a majority is not decided by that alone")
                .servers(3, 5)
                .oneEntryAtATime()
                .suffering(UndecidedNemeses.buriedEntries())
                .atTimes(Nemeses.transfers(), Nemeses.crashesBeforeSync(), Nemeses.heldLinks(), DiskNemeses.slowDisks())
                .claiming(claims());
    }

    private static Scenario worstMoments() {
        return site(
                        "worst-moments",
                        "Whatever happens in the midst of an election, a sync or a transfer, it is as if before or after")
                .snapshotEvery(4, 200)
                .suffering(MarkNemeses.atMarks())
                .atTimes(
                        Nemeses.transfers(),
                        Nemeses.removals(),
                        DiskNemeses.slowDisks(),
                        Nemeses.leaderCrashes(),
                        Nemeses.badNetwork())
                .claiming(claims());
    }

    /** Few other faults, and clients that ask all the time and wait: what they are owed meanwhile is what it is about. */
    private static Scenario ailingMinority() {
        return site("ailing-minority", "Whatever the minority suffers from for good, the majority serves on")
                .clients(3, 8)
                .patience(LONGER_THAN_THE_BOUND, Duration.ofSeconds(3))
                .stirring(Duration.ofSeconds(8), Duration.ofSeconds(16))
                .doing(Workload.everything().gap(Range.millis(100, 500)))
                .suffering(MinorityNemeses.lastingTroubles())
                .claiming(claims());
    }

    /** What is measured: a site as it is in the scenarios, always of five servers. */
    static Scenario fiveServers() {
        return site("five-servers", "Five servers under the usual faults")
                .servers(5, 5)
                .suffering(Nemeses.leaderCrashes(), Nemeses.minorities())
                .atTimes(Nemeses.badNetwork(), Nemeses.pauses(), Nemeses.transfers())
                .claiming(claims());
    }

    /** Three to five servers and some clients, as the scenarios draw them. */
    static Scenario.Draft site(String name, String title) {
        return Scenario.of(name, title)
                .on(new StoreSubject())
                .servers(3, 5)
                .clients(3, 10)
                .keys(1, 5)
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(8))
                .settling(Duration.ofSeconds(8))
                .doing(Workload.everything());
    }

    /** All that one site promises. */
    static Checker[] claims() {
        return new Checker[] {
            Registers.withinSite(),
            Models.named("multi-value-register").get(),
            new Availability(ANSWERED_WITHIN.toNanos())
        };
    }

    static Checker[] claimsAnd(Checker... more) {
        return Vector.of(claims()).appendAll(Vector.of(more)).toJavaArray(Checker[]::new);
    }
}
