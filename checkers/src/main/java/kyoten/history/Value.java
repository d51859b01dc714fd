package kyoten.history;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an operation wrote or read: an immutable value of any recorded history, whatever format it came in.
 *
 * <p>An EDN keyword {@code :append} and a JSON string {@code "append"} are the same {@link Text}, so that twins of one history
 * in two formats are equal. Values have a total order (by kind, then by content), so that everything that a checker prints has
 * one order too.
 */
public sealed interface Value extends Comparable<Value> {

    /** Nothing: EDN's {@code nil}, JSON's {@code null}; also the key of an operation without a key. */
    Value NIL = new Nil();

    /** Nothing was written, read or named. */
    record Nil() implements Value {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A whole number of 64 bits. */
    record Int(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A number with a fraction. */
    record Real(double value) implements Value {
        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** A string, a keyword or a symbol. */
    record Text(String value) implements Value {
        public Text {
            Objects.requireNonNull(value, "text");
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** A list or vector; the order counts. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** A set; the order does not count. */
    record Group(SortedSet<Value> values) implements Value {
        public Group {
            values = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }

        @Override
        public String toString() {
            return "#" + values;
        }
    }

    /** A map from values to values. */
    record Table(SortedMap<Value, Value> values) implements Value {
        public Table {
            values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    static Value of(long value) {
        return new Int(value);
    }

    static Value of(String value) {
        return new Text(value);
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value list(Value... values) {
        return new Items(List.of(values));
    }

    static Value set(Value... values) {
        return new Group(new TreeSet<>(List.of(values)));
    }

    static Value map(Map<Value, Value> values) {
        return new Table(new TreeMap<>(values));
    }

    /** Whether this is {@link #NIL}. */
    default boolean isNil() {
        return this instanceof Nil;
    }

    /** The members of a list or of a set, in order; a value that is neither has none. */
    default List<Value> members() {
        if (this instanceof Items items) {
            return items.values();
        }
        return this instanceof Group group ? List.copyOf(group.values()) : List.of();
    }

    @Override
    default int compareTo(Value other) {
        return ValueOrder.compare(this, other);
    }
}
