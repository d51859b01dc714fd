package kyoten.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The total order of values: by kind, then by content; lists, sets and maps member by member, the shorter one first. */
final class ValueOrder {

    private ValueOrder() {}

    static int compare(Value left, Value right) {
        int kinds = Integer.compare(kind(left), kind(right));
        if (kinds != 0) {
            return kinds;
        }
        if (left instanceof Value.Int a && right instanceof Value.Int b) {
            return Long.compare(a.value(), b.value());
        }
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof Value.Real a && right instanceof Value.Real b) {
            return Double.compare(a.value(), b.value());
        }
        if (left instanceof Value.Bool a && right instanceof Value.Bool b) {
            return Boolean.compare(a.value(), b.value());
        }
        return compareMembers(flat(left).iterator(), flat(right).iterator());
    }

    private static int compareMembers(Iterator<Value> left, Iterator<Value> right) {
        while (left.hasNext() && right.hasNext()) {
            int members = compare(left.next(), right.next());
            if (members != 0) {
                return members;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static List<Value> flat(Value value) {
        if (!(value instanceof Value.Table table)) {
            return value.members();
        }
        List<Value> all = new ArrayList<>(2 * table.values().size());
        table.values().forEach((key, content) -> {
            all.add(key);
            all.add(content);
        });
        return all;
    }

    private static int kind(Value value) {
        if (value instanceof Value.Nil) {
            return 0;
        }
        if (value instanceof Value.Bool) {
            return 1;
        }
        if (value instanceof Value.Int) {
            return 2;
        }
        if (value instanceof Value.Real) {
            return 3;
        }
        if (value instanceof Value.Text) {
            return 4;
        }
        if (value instanceof Value.Items) {
            return 5;
        }
        if (value instanceof Value.Group) {
            return 6;
        }
        if (value instanceof Value.Table) {
            return 7;
        }
        throw new IllegalStateException("a kind of value without a place in the order: " + value.getClass());
    }
}
