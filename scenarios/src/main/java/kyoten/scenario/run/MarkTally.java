package kyoten.scenario.run;

import io.vavr.collection.TreeMap;
import java.util.SortedMap;

/**
 * Which marks the nodes noted, and how often.
 *
 * @param reached by the name of the mark
 */
public record MarkTally(TreeMap<String, Reached> reached) {
    static final MarkTally NONE = new MarkTally(TreeMap.empty());

    /**
     * How often a mark was noted.
     *
     * @param times by all nodes of all runs
     * @param runs in how many of them
     */
    public record Reached(long times, long runs) {
        Reached plus(Reached other) {
            return new Reached(times + other.times, runs + other.runs);
        }
    }

    /** Of one run. */
    static MarkTally ofRun(SortedMap<String, Long> times) {
        return new MarkTally(TreeMap.ofAll(times).mapValues(often -> new Reached(often, 1)));
    }

    /** Both. */
    public MarkTally plus(MarkTally other) {
        return new MarkTally(
                other.reached.foldLeft(reached, (sums, entry) -> sums.put(entry._1, entry._2, Reached::plus)));
    }
}
