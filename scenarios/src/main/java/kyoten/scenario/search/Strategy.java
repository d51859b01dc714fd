package kyoten.scenario.search;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Locale;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.Seeds;

/** How a search chooses. */
public enum Strategy {
    /** The plans that the scenarios make of one seed after the other. */
    PLAIN,
    /** The same plans, and priorities among the links of each. */
    PRIORITIES,
    /** The same plans at first, and then also such as are made of those that reached something new. */
    GUIDED;

    /** The strategy of that name; none if there is none. */
    public static Option<Strategy> named(String name) {
        return Vector.of(values()).find(one -> one.toString().equals(name));
    }

    /**
     * A search at its beginning. It takes as many trials as there are seeds for each of the scenarios.
     *
     * @param catalogue all scenarios
     * @param places the scenarios to run, by their places in the catalogue
     */
    public Search begin(Vector<Scenario> catalogue, Vector<Integer> places, Seeds seeds) {
        return switch (this) {
            case PLAIN -> new Rounds(places, seeds, (place, seed) -> Option.none());
            case PRIORITIES ->
                new Rounds(
                        places,
                        seeds,
                        (place, seed) -> Option.some(
                                Priorities.among(catalogue.get(place).plan(seed))));
            case GUIDED -> Guided.begin(catalogue, places, seeds);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
