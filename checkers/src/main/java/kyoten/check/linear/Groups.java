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
        return by(history, chosen, op -> ((long) history.siteId(op) << 32) | history.keyId(op));
    }

    /** Into one group, if anything was chosen. */
    static List<int[]> whole(History history, IntPredicate chosen) {
        return by(history, chosen, op -> 0);
    }

    private static List<int[]> by(History history, IntPredicate chosen, IntToLongFunction object) {
        Long2LongHashMap numbers = new Long2LongHashMap(-1);
        int[] groupOf = new int[history.size()];
        int[] sizes = new int[16];
        for (int op = 0; op < history.size(); op++) {
            if (!chosen.test(op)) {
                groupOf[op] = -1;
                continue;
            }
            long key = object.applyAsLong(op);
            long number = numbers.get(key);
            if (number < 0) {
                number = numbers.size();
                numbers.put(key, number);
            }
            if (number == sizes.length) {
                sizes = Arrays.copyOf(sizes, 2 * sizes.length);
            }
            groupOf[op] = (int) number;
            sizes[(int) number]++;
        }
        return fill(groupOf, sizes, numbers.size());
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
