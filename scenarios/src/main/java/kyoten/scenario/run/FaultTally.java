package kyoten.scenario.run;

import io.vavr.collection.TreeMap;

/**
 * How many faults there were, by the name of their kind.
 *
 * @param struck those that happened
 * @param leftOut those that were planned and that the venue has no way to bring about
 */
public record FaultTally(TreeMap<String, Integer> struck, TreeMap<String, Integer> leftOut) {
    static final FaultTally NONE = new FaultTally(TreeMap.empty(), TreeMap.empty());

    FaultTally struck(String kind) {
        return new FaultTally(struck.put(kind, 1, Integer::sum), leftOut);
    }

    FaultTally leftOut(String kind) {
        return new FaultTally(struck, leftOut.put(kind, 1, Integer::sum));
    }

    FaultTally plus(FaultTally other) {
        return new FaultTally(sum(struck, other.struck), sum(leftOut, other.leftOut));
    }

    private static TreeMap<String, Integer> sum(TreeMap<String, Integer> one, TreeMap<String, Integer> other) {
        return other.foldLeft(one, (sums, entry) -> sums.put(entry._1, entry._2, Integer::sum));
    }
}
