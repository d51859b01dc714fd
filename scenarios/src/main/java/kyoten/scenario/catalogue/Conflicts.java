package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.geo.CounterTotals;
import kyoten.check.geo.LastWriters;
import kyoten.check.geo.Resolutions;
import kyoten.check.geo.SetContents;
import kyoten.check.site.SiblingBound;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.Workload.Habits;
import kyoten.scenario.Workload.Kind;
import kyoten.scenario.plan.Range;
import kyoten.site.resolver.Resolvers;

/** Scenarios of what clients in several sites do to the same keys at once. */
final class Conflicts {
    private static final Range QUICKLY = Range.between(Duration.ofMillis(2), Duration.ofMillis(40));

    private Conflicts() {}

    static Vector<Scenario> all() {
        return Vector.of(
                deleteAgainstUpdate(),
                collectionUnderPartition(),
                travellingClients(),
                staleContexts(),
                readingBeforeWriting(),
                tenThousandWrites(),
                resolvedPrefixes(),
                countersOfManyClients(),
                clocksApart(),
                setsOfManyClients(),
                deletedSets());
    }

    private static Scenario deleteAgainstUpdate() {
        return ManySites.cluster("delete-against-update", "A delete takes what its client knew, and nothing beside it")
                .keys(1, 2)
                .doing(Workload.deleting())
                .suffering(WanNemeses.cuts())
                .atTimes(WanNemeses.heldRoutes(), Nemeses.leaderCrashes().somewhere(), WanNemeses.slowRoutes())
                .claiming(ManySites.claims());
    }

    private static Scenario collectionUnderPartition() {
        return ManySites.cluster("collection-under-partition", "What is forgotten everywhere comes back from nowhere")
                .sites(3, 4)
                .servers(1, 2)
                .doing(Workload.deleting())
                .suffering(WanNemeses.halves(), WanNemeses.isolatedSites())
                .atTimes(
                        WanNemeses.powerLosses(),
                        WanNemeses.heldRoutes(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario travellingClients() {
        return ManySites.cluster("travelling-clients", "A context is worth the same at every site")
                .keys(1, 3)
                .doing(Workload.siblings())
                .suffering(WanNemeses.slowRoutes())
                .atTimes(
                        WanNemeses.cuts(),
                        WanNemeses.oneWayCuts(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario staleContexts() {
        return ManySites.cluster("stale-contexts", "However old the contexts of many writes to a key, none is lost")
                .keys(1, 1)
                .doing(Workload.siblings().habits(Habits.STALE).gap(QUICKLY))
                .suffering(WanNemeses.cuts())
                .atTimes(WanNemeses.slowRoutes(), Nemeses.leaderCrashes().somewhere(), WanNemeses.heldRoutes())
                .claiming(ManySites.claims());
    }

    private static Scenario readingBeforeWriting() {
        return ManySites.cluster("reading-before-writing", "Clients that read before they write leave one sibling each")
                .keys(1, 1)
                .doing(Workload.siblings().habits(Habits.READING_FIRST).gap(QUICKLY))
                .suffering(WanNemeses.cuts())
                .atTimes(WanNemeses.slowRoutes(), Nemeses.leaderCrashes().somewhere(), WanNemeses.badRoutes())
                .claiming(ManySites.claimsAnd(new SiblingBound()));
    }

    private static Scenario tenThousandWrites() {
        return ManySites.cluster(
                        "ten-thousand-writes", "A key that is written to ten thousand times keeps few siblings")
                .sites(2, 2)
                .servers(1, 1)
                .clients(10, 16)
                .keys(1, 1)
                .stirring(Duration.ofSeconds(15), Duration.ofSeconds(20))
                .doing(Workload.siblings()
                        .habits(Habits.STALE)
                        .gap(Range.between(Duration.ofMillis(2), Duration.ofMillis(10)))
                        .most(10_000))
                .suffering(WanNemeses.cuts())
                .atTimes(WanNemeses.slowRoutes(), Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claims());
    }

    private static Scenario resolvedPrefixes() {
        return ManySites.cluster(
                        "resolved-prefixes", "Sites that resolve a key's siblings show the same, whoever set how")
                .keys(2, 4)
                .doing(Workload.siblings().habits(Habits.STALE))
                .suffering(
                        SiteNemeses.resolvers(
                                Vector.of("", "k", "k1", "k2"),
                                Vector.of(
                                        Resolvers.KEEP_ALL,
                                        Resolvers.LAST_WRITER,
                                        Resolvers.LAST_WRITER,
                                        UsersResolvers.GREATEST,
                                        UsersResolvers.THROWS,
                                        UsersResolvers.FORGOTTEN,
                                        "",
                                        "unheard-of")),
                        WanNemeses.cuts())
                .atTimes(
                        WanNemeses.clockSkew(),
                        WanNemeses.slowRoutes(),
                        Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claimsAnd(new Resolutions()));
    }

    private static Scenario clocksApart() {
        return ManySites.cluster(
                        "clocks-apart",
                        "What is written where another value has been seen is later, whatever clocks say")
                .sites(2, 3)
                .servers(1, 2)
                .keys(1, 1)
                .apart(Duration.ofMillis(1), Duration.ofMillis(20))
                .doing(Workload.beside().gap(Range.between(Duration.ofMillis(20), Duration.ofMillis(200))))
                .suffering(SiteNemeses.resolver(Resolvers.LAST_WRITER), WanNemeses.clocksApart())
                .atTimes(WanNemeses.badRoutes(), Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claimsAnd(new LastWriters()));
    }

    private static Scenario countersOfManyClients() {
        return joint("counters-of-many-clients", "What clients of many sites add to a counter is its total")
                .on(JointSubject.ofCounters())
                .patience(Duration.ofMillis(300), Duration.ofSeconds(1))
                .doing(Workload.counters())
                .suffering(
                        SiteNemeses.resolver(Resolvers.COUNTER),
                        WanNemeses.cuts(),
                        LateNemeses.lateWrites().somewhere())
                .claiming(new CounterTotals(), ManySites.available());
    }

    private static Scenario setsOfManyClients() {
        return joint("sets-of-many-clients", "A set holds what clients of many sites put, and nothing they removed")
                .on(JointSubject.ofSets())
                .doing(Workload.sets())
                .suffering(SiteNemeses.resolver(Resolvers.SET), WanNemeses.cuts())
                .claiming(new SetContents(), ManySites.available());
    }

    /** A delete excuses much of what is lost, so there is one now and then. */
    private static Scenario deletedSets() {
        return joint(
                        "deleted-sets",
                        "What is put into a set that was deleted stays, whoever goes on with what was in it")
                .on(JointSubject.ofSets())
                .keys(1, 1)
                .doing(Workload.sets().and(Kind.DELETE, 1))
                .suffering(SiteNemeses.resolver(Resolvers.SET), WanNemeses.cuts())
                .claiming(new SetContents(), ManySites.available());
    }

    private static Scenario.Draft joint(String name, String title) {
        return ManySites.cluster(name, title)
                .keys(1, 2)
                .stirring(Duration.ofSeconds(3), Duration.ofSeconds(6))
                .atTimes(
                        WanNemeses.slowRoutes(),
                        WanNemeses.badRoutes(),
                        Nemeses.leaderCrashes().somewhere(),
                        WanNemeses.powerLosses(),
                        Nemeses.heldLinks().somewhere());
    }

    /** Ten thousand writes to one key; takes long, and so is not of those that are run by name. */
    static Scenario tenThousand() {
        return ManySites.cluster(
                        "ten-thousand-stale-writes", "Ten thousand writes with old contexts leave what none covers")
                .keys(1, 1)
                .clients(8, 8)
                .stirring(Duration.ofSeconds(60), Duration.ofSeconds(60))
                .doing(Workload.siblings()
                        .habits(Habits.STALE)
                        .gap(Range.between(Duration.ofMillis(20), Duration.ofMillis(30)))
                        .most(16_000))
                .suffering(WanNemeses.cuts())
                .atTimes(WanNemeses.slowRoutes(), Nemeses.leaderCrashes().somewhere())
                .claiming(ManySites.claims());
    }
}
