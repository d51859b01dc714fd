package kyoten.sim.kernel;

import java.util.Map;
import org.agrona.collections.Long2LongHashMap;

/** Single decisions of chance that a plan fixes, by their key; all others stay as the seed has them. */
public final class Pins {
    private static final long ABSENT = 0x5EED_0000_0000_0001L;
    private static final Pins NONE = new Pins(Map.of());

    // Looked up, never iterated.
    private final Long2LongHashMap values = new Long2LongHashMap(ABSENT);

    private Pins(Map<Long, Long> values) {
        this.values.putAll(values);
    }

    /** No pins. */
    public static Pins none() {
        return NONE;
    }

    /**
     * Pins of some decisions.
     *
     * @param values by the decision's key, the 64 bits that come of it
     */
    public static Pins of(Map<Long, Long> values) {
        return values.isEmpty() ? NONE : new Pins(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    long orElse(long key, long drawn) {
        long pinned = values.get(key);
        return pinned == ABSENT ? drawn : pinned;
    }
}
