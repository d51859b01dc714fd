package kyoten.check.linear;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import kyoten.history.Value;
import org.agrona.collections.Long2ObjectHashMap;

/** Numbers for the values of one register while they may still be asked for: whole numbers are their own, others are swept. */
final class OnlineValues {
    private static final long SMALL = 1L << 61;

    private final Value initial;
    private final Map<Value, Long> numbers = new HashMap<>();
    private final Long2ObjectHashMap<Value> values = new Long2ObjectHashMap<>();
    private final Supplier<TreeSet<Long>> inUse;
    private long next = 2;
    private int sweepAt = 1024;

    /**
     * @param initial has number 0
     * @param inUse the numbers that something still refers to
     */
    OnlineValues(Value initial, Supplier<TreeSet<Long>> inUse) {
        this.initial = initial;
        this.inUse = inUse;
    }

    long number(Value value) {
        if (value.equals(initial)) {
            return 0;
        }
        if (value instanceof Value.Int whole && Math.abs(whole.value()) < SMALL && whole.value() != Long.MIN_VALUE) {
            return whole.value() << 1 | 1;
        }
        Long known = numbers.get(value);
        if (known == null) {
            known = next;
            numbers.put(value, known);
            values.put(next, value);
            next += 2;
        }
        return known;
    }

    Value value(long number) {
        if (number == 0) {
            return initial;
        }
        return (number & 1) != 0 ? Value.of(number >> 1) : values.get(number);
    }

    /** Forgets what nobody refers to, now and then; not between the numbers of one operation. */
    void sweep() {
        if (numbers.size() < sweepAt) {
            return;
        }
        TreeSet<Long> used = inUse.get();
        numbers.values().removeIf(number -> !used.contains(number));
        values.clear();
        numbers.forEach((value, number) -> values.put((long) number, value));
        sweepAt = Math.max(1024, 2 * numbers.size());
    }
}
