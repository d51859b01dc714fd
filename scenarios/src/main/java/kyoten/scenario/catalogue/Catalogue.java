package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.Range;
import kyoten.scenario.run.Simulation;

/** All scenarios that can be run by name. */
public final class Catalogue {
    private static final Vector<Scenario> ALL =
            Sites.all().append(Pings.pings()).appendAll(Baselines.all()).appendAll(ManySites.all());

    /** Such as take too long to be run unless somebody asks for them. */
    private static final Vector<Scenario> LONG = Vector.of(Conflicts.tenThousand());

    private Catalogue() {}

    /** All scenarios, in the order in which they are listed and run. */
    public static Vector<Scenario> all() {
        return ALL;
    }

    /** Five servers under the usual faults, for measuring; not of those that are run by name. */
    public static Scenario fiveServers() {
        return Sites.fiveServers();
    }

    /** Five servers of two sites, in most of its seeds, under the usual faults, a thousand operations a run; for measuring, too. */
    public static Scenario fiveServersOfTwoSites() {
        return ManySites.fiveServers(Duration.ofSeconds(5), 1_000, Range.millis(2, 12));
    }

    /** The same with about a hundred operations a virtual second. */
    public static Scenario fiveServersOfTwoSitesAtEase() {
        return ManySites.fiveServers(Duration.ofSeconds(30), 10_000, Range.millis(58, 58));
    }

    /** The scenario of that name; those that take long are found by their names only, and are not listed. */
    public static Option<Scenario> find(String name) {
        return ALL.appendAll(LONG).find(scenario -> scenario.name().equals(name));
    }

    /**
     * The scenario of a plan, with this plan for all seeds and judged by one claim: what {@code kyoten shrink} has left of a failure, as a
     * test.
     *
     * @param claim by its name
     * @param plan as {@link PlanText} writes it
     * @throws IllegalArgumentException if the text is no plan, or there is no such scenario or claim
     */
    public static Scenario playing(String claim, String plan) {
        Plan read = PlanText.read(plan).getOrElseThrow(wrong -> new IllegalArgumentException("no plan: " + wrong));
        Scenario scenario = find(read.scenario())
                .getOrElseThrow(() -> new IllegalArgumentException(
                        "there is no scenario '" + read.scenario() + "' in the catalogue"));
        Vector<String> claims = scenario.checkers()
                .map(Checker::claim)
                .appendAll(Simulation.claims(scenario.subject()))
                .map(Claim::name);
        if (!claims.contains(claim)) {
            throw new IllegalArgumentException(
                    "the scenario " + scenario.name() + " has no claim '" + claim + "', but " + claims.mkString(", "));
        }
        return scenario.playing(read, claim);
    }
}
