package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.Scenario;

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

    /** The scenario of that name; those that take long are found by their names only, and are not listed. */
    public static Option<Scenario> find(String name) {
        return ALL.appendAll(LONG).find(scenario -> scenario.name().equals(name));
    }
}
