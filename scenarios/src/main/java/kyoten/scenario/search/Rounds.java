package kyoten.scenario.search;

import io.vavr.collection.SortedSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.Seeds;

/** Every scenario with the first seed, then every scenario with the next; learns nothing from what becomes of them. */
final class Rounds implements Search {
    private final Vector<Integer> places;
    private final Seeds seeds;
    private final Planner planner;
    private final boolean over;

    /** Makes the plan of a trial; none for the one that the scenario makes of the seed. */
    @FunctionalInterface
    interface Planner {
        Option<Plan> plan(int place, long seed);
    }

    Rounds(Vector<Integer> places, Seeds seeds, Planner planner) {
        this(places, seeds, planner, false);
    }

    private Rounds(Vector<Integer> places, Seeds seeds, Planner planner, boolean over) {
        this.places = places;
        this.seeds = seeds;
        this.planner = planner;
        this.over = over;
    }

    @Override
    public long size() {
        return over ? 0 : places.size() * seeds.count();
    }

    @Override
    public Trial trial(long number) {
        int place = places.get((int) (number % places.size()));
        long round = number / places.size();
        long seed = seeds.first() + round;
        return new Trial(place, round, seed, planner.plan(place, seed));
    }

    @Override
    public Search after(Vector<SortedSet<Long>> signatures) {
        return new Rounds(places, seeds, planner, true);
    }
}
