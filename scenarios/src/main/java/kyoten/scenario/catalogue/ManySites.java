package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.geo.Convergence;
import kyoten.check.geo.Merges;
import kyoten.check.geo.Sessions;
import kyoten.check.site.Availability;
import kyoten.check.site.RegisterLives;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.plan.Range;

/** What the scenarios of several sites have in common: a cluster as they draw it, and what its clients were promised. */
final class ManySites {
    /** Once a site had time to recover. Other sites, and the way to them, are no excuse. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

    private ManySites() {}

    static Vector<Scenario> all() {
        return Cuts.all().appendAll(Losses.all()).appendAll(Memberships.all()).appendAll(Conflicts.all());
    }

    /** Two to four sites of one to three servers, some milliseconds to half the world apart. */
    static Scenario.Draft cluster(String name, String title) {
        return Scenario.of(name, title)
                .on(new GeoSubject())
                .sites(2, 4)
                .servers(1, 3)
                .clients(3, 8)
                .keys(2, 4)
                .apart(Duration.ofMillis(1), Duration.ofMillis(100))
                .stirring(Duration.ofSeconds(1), Duration.ofSeconds(5))
                .settling(Duration.ofSeconds(16))
                .logBytes(64, 256 << 10)
                .doing(Workload.manySites());
    }

    static Scenario fiveServers(Duration stir, int most, Range gap) {
        return cluster("five-servers-of-two-sites", "Five servers of two sites under the usual faults")
                .sites(2, 2)
                .servers(2, 3)
                .clients(10, 10)
                .stirring(stir, stir)
                .doing(Workload.manySites().most(most).gap(gap))
                .suffering(WanNemeses.cuts(), Nemeses.leaderCrashes().somewhere())
                .atTimes(
                        WanNemeses.badRoutes(),
                        WanNemeses.slowRoutes(),
                        Nemeses.minorities().somewhere())
                .claiming(claims());
    }

    /** All that several sites promise. */
    static Checker[] claims() {
        return new Checker[] {
            new RegisterLives(),
            Merges.areCorrect(),
            Merges.loseNothing(),
            Merges.resurrectNothing(),
            new Convergence(),
            new Sessions(),
            available()
        };
    }

    /** The same, and more. */
    static Checker[] claimsAnd(Checker... more) {
        return Vector.of(claims()).appendAll(Vector.of(more)).toJavaArray(Checker[]::new);
    }

    static Checker available() {
        return new Availability(ANSWERED_WITHIN.toNanos());
    }
}
