package kyoten.sim.kernel;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each thing that is {@link Counted} happened in a run. */
public final class Tally {
    private final long[] counts = new long[Counted.values().length];

    /** Counts one more. */
    public void add(Counted what) {
        counts[what.ordinal()]++;
    }

    /** Counts some more. */
    public void add(Counted what, long times) {
        counts[what.ordinal()] += times;
    }

    /** How often it happened. */
    public long of(Counted what) {
        return counts[what.ordinal()];
    }

    /** All that happened at least once, by a name for readers, such as "messages lost". */
    public SortedMap<String, Long> byName() {
        SortedMap<String, Long> all = new TreeMap<>();
        for (Counted what : Counted.values()) {
            if (of(what) > 0) {
                all.put(what.name().toLowerCase(Locale.ROOT).replace('_', ' '), of(what));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return byName().toString();
    }
}
