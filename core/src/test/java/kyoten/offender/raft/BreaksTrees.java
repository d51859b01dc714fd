package kyoten.offender.raft;

import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeSet;

/** Makes trees that are not in balance. */
final class BreaksTrees {
    private BreaksTrees() {}

    static SortedSet<Integer> intersected(SortedSet<Integer> one, SortedSet<Integer> other) {
        return one.intersect(other);
    }

    static TreeSet<Integer> without(TreeSet<Integer> one, TreeSet<Integer> other) {
        return one.diff(other);
    }
}
