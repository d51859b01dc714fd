package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import kyoten.history.History;
import org.agrona.collections.Long2LongHashMap;

/** Splits the operations of a history by object: one group for each, in the order of first appearance. */
final class Groups {

    private Groups() {}

    /** By site and key. */
    static List<int[]> bySiteAndKey(History history, IntPredicate chosen) {
        long sites = 1;
        for (int op = 0; op < history.size(); op++) {
            sites = Math.max(sites, history.siteId(op) + 1);
        }
        long keys = history.keyCount();
        return by(history, chosen, op -> history.siteId(op) * keys + history.keyId(op), sites * keys);
    }

    /** Into one group, if anything was chosen. */
    static List<int[]> whole(History history, IntPredicate chosen) {
        return by(history, chosen, op -> 0, 1);
    }

    /**
     * @param objects numbers of objects are below this
     */
    private static List<int[]> by(History history, IntPredicate chosen, IntToLongFunction object, long objects) {
        Numbers numbers = objects <= 4L * history.size() ? new Table((int) objects) : new Hashed();
        int[] groupOf = new int[history.size()];
        int[] sizes = new int[16];
        int count = 0;
        for (int op = 0; op < history.size(); op++) {
            if (!chosen.test(op)) {
                groupOf[op] = -1;
                continue;
            }
            int number = numbers.of(object.applyAsLong(op), count);
            count += number == count ? 1 : 0;
            if (number == sizes.length) {
                sizes = Arrays.copyOf(sizes, 2 * sizes.length);
            }
            groupOf[op] = number;
            sizes[number]++;
        }
        return fill(groupOf, sizes, count);
    }

    /** The groups' numbers, by object. */
    private interface Numbers {
        /** The number of an object; the next one, if it has none yet. */
        int of(long object, int next);
    }

    private static final class Table implements Numbers {
        private final int[] numbers;

        Table(int objects) {
            numbers = new int[objects];
            Arrays.fill(numbers, -1);
        }

        @Override
        public int of(long object, int next) {
            int known = numbers[(int) object];
            return known >= 0 ? known : (numbers[(int) object] = next);
        }
    }

    /** For a small part of a history of many objects. */
    private static final class Hashed implements Numbers {
        private final Long2LongHashMap numbers = new Long2LongHashMap(-1);

        @Override
        public int of(long object, int next) {
            long known = numbers.get(object);
            if (known < 0) {
                numbers.put(object, next);
            }
            return known < 0 ? next : (int) known;
        }
    }

    private static List<int[]> fill(int[] groupOf, int[] sizes, int count) {
        List<int[]> groups = new ArrayList<>(count);
        for (int group = 0; group < count; group++) {
            groups.add(new int[sizes[group]]);
        }
        int[] filled = new int[count];
        for (int op = 0; op < groupOf.length; op++) {
            if (groupOf[op] >= 0) {
                groups.get(groupOf[op])[filled[groupOf[op]]++] = op;
            }
        }
        return groups;
    }
}
