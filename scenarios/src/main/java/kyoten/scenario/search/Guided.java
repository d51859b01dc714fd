package kyoten.scenario.search;

import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.Seeds;

/**
 * Keeps the plans whose runs reached something new, scenario by scenario, and tries what becomes of them when they are changed a
 * little; half of the trials are fresh plans all the same, for the search would never leave where it began.
 */
final class Guided implements Search {
    /** So many trials at least don't know of each other; it does not depend on the number of workers. */
    private static final int GENERATION = 16;

    private static final int FRESH_PERCENT = 50;

    private final Vector<Scenario> catalogue;
    private final Vector<Integer> places;
    private final Seeds seeds;
    private final Draw draw;
    private final long done;
    private final TreeMap<Integer, Corpus> corpora;

    private Guided(
            Vector<Scenario> catalogue,
            Vector<Integer> places,
            Seeds seeds,
            long done,
            TreeMap<Integer, Corpus> corpora) {
        this.catalogue = catalogue;
        this.places = places;
        this.seeds = seeds;
        this.done = done;
        this.corpora = corpora;
        draw = Draw.of(seeds.first()).within("guided");
    }

    /** A search that knows nothing yet. */
    static Guided begin(Vector<Scenario> catalogue, Vector<Integer> places, Seeds seeds) {
        return new Guided(catalogue, places, seeds, 0, TreeMap.empty());
    }

    /**
     * What is known of a scenario.
     *
     * @param reached by any run so far
     * @param kept plans whose runs reached something first
     */
    private record Corpus(SortedSet<Long> reached, Vector<Plan> kept) {
        static final Corpus EMPTY = new Corpus(io.vavr.collection.TreeSet.empty(), Vector.empty());

        Corpus with(Plan plan, SortedSet<Long> signature) {
            SortedSet<Long> all = reached.union(signature);
            return all.size() == reached.size() ? this : new Corpus(all, kept.append(plan));
        }
    }

    @Override
    public long size() {
        long rounds = Math.max(1, GENERATION / Math.max(1, places.size()));
        return Math.min(rounds * places.size(), places.size() * seeds.count() - done);
    }

    @Override
    public Trial trial(long number) {
        long run = done + number;
        int place = places.get((int) (run % places.size()));
        long round = run / places.size();
        Plan fresh = catalogue.get(place).plan(seeds.first() + round);
        Plan plan = plan(fresh, corpus(place).kept, draw.within("run " + run));
        return new Trial(place, round, plan.seed(), Option.some(plan));
    }

    private Plan plan(Plan fresh, Vector<Plan> kept, Draw chance) {
        return kept.isEmpty() || chance.percent(FRESH_PERCENT, "fresh", 0)
                ? fresh
                : new Mutation(chance, fresh).of(chance.oneOf(kept, "parent", 0));
    }

    private Corpus corpus(int place) {
        return corpora.getOrElse(place, Corpus.EMPTY);
    }

    @Override
    public Search after(Vector<SortedSet<Long>> signatures) {
        TreeMap<Integer, Corpus> learned = corpora;
        for (int number = 0; number < signatures.size(); number++) {
            SortedSet<Long> signature = signatures.get(number);
            int place = places.get((int) ((done + number) % places.size()));
            Corpus before = learned.getOrElse(place, Corpus.EMPTY);
            if (!before.reached.containsAll(signature)) {
                learned = learned.put(place, before.with(trial(number).plan().get(), signature));
            }
        }
        return new Guided(catalogue, places, seeds, done + size(), learned);
    }
}
