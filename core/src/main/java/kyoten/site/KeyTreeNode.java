package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A node of a {@link KeyTree}. Its arrays are never changed once it is made. */
abstract class KeyTreeNode {
    /** The most keys of a leaf, and the most children of an inner node. */
    static final int WIDTH = 16;

    static final KeyTreeNode EMPTY = new Leaf(new byte[0][], new Object[0]);

    /** The value of a key, or null. */
    abstract @Nullable Object get(byte[] key);

    /** May be too wide by one: then its parent is to split it. */
    abstract KeyTreeNode put(byte[] key, Object value);

    /** Without a key that is there. May be empty: then its parent is to drop it. */
    abstract KeyTreeNode remove(byte[] key);

    /** Whether the visitor wants to go on. */
    abstract boolean visit(byte[] from, BiPredicate<ByteString, Object> visitor);

    /** How many keys are below. */
    abstract int size();

    abstract boolean isTooWide();

    /** The lower or the upper half of this node's keys or children. */
    abstract KeyTreeNode half(boolean upper);

    /** The first key below. */
    abstract byte[] first();

    /** Itself, or its only child's shrunk self. */
    abstract KeyTreeNode shrunk();

    static KeyTreeNode parentOfHalves(KeyTreeNode wide) {
        KeyTreeNode upper = wide.half(true);
        return new Inner(new byte[][] {upper.first()}, new KeyTreeNode[] {wide.half(false), upper});
    }

    private static <T> T[] inserted(T[] array, int place, T element) {
        T[] longer = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, place, longer, place + 1, array.length - place);
        longer[place] = element;
        return longer;
    }

    private static <T> T[] replaced(T[] array, int place, T element) {
        T[] copy = array.clone();
        copy[place] = element;
        return copy;
    }

    private static <T> T[] without(T[] array, int place) {
        T[] shorter = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, place + 1, shorter, place, shorter.length - place);
        return shorter;
    }

    /** The place of a key, or minus its place to be, minus 1. */
    private static int find(byte[][] keys, byte[] key) {
        int low = 0;
        int high = keys.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(keys[middle], key);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Keys with their values. */
    private static final class Leaf extends KeyTreeNode {
        private final byte[][] keys;
        private final Object[] values;

        Leaf(byte[][] keys, Object[] values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        @Nullable
        Object get(byte[] key) {
            int place = find(keys, key);
            return place < 0 ? null : values[place];
        }

        @Override
        KeyTreeNode put(byte[] key, Object value) {
            int place = find(keys, key);
            return place >= 0
                    ? new Leaf(keys, replaced(values, place, value))
                    : new Leaf(inserted(keys, -place - 1, key), inserted(values, -place - 1, value));
        }

        @Override
        KeyTreeNode remove(byte[] key) {
            int place = find(keys, key);
            return new Leaf(without(keys, place), without(values, place));
        }

        @Override
        boolean visit(byte[] from, BiPredicate<ByteString, Object> visitor) {
            int found = find(keys, from);
            for (int i = found < 0 ? -found - 1 : found; i < keys.length; i++) {
                if (!visitor.test(UnsafeByteOperations.unsafeWrap(keys[i]), values[i])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        int size() {
            return keys.length;
        }

        @Override
        boolean isTooWide() {
            return keys.length > WIDTH;
        }

        @Override
        KeyTreeNode half(boolean upper) {
            int middle = keys.length / 2;
            int from = upper ? middle : 0;
            int to = upper ? keys.length : middle;
            return new Leaf(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
        }

        @Override
        byte[] first() {
            return keys[0];
        }

        @Override
        KeyTreeNode shrunk() {
            return this;
        }
    }

    /** Children, and between each two a key that is above all of the one and not above any of the other. */
    private static final class Inner extends KeyTreeNode {
        private final byte[][] bounds;
        private final KeyTreeNode[] children;
        private final int size;

        Inner(byte[][] bounds, KeyTreeNode[] children) {
            this.bounds = bounds;
            this.children = children;
            int sum = 0;
            for (KeyTreeNode child : children) {
                sum += child.size();
            }
            this.size = sum;
        }

        private int childOf(byte[] key) {
            int found = find(bounds, key);
            return found < 0 ? -found - 1 : found + 1;
        }

        @Override
        @Nullable
        Object get(byte[] key) {
            return children[childOf(key)].get(key);
        }

        @Override
        KeyTreeNode put(byte[] key, Object value) {
            int place = childOf(key);
            KeyTreeNode after = children[place].put(key, value);
            if (!after.isTooWide()) {
                return new Inner(bounds, replaced(children, place, after));
            }
            KeyTreeNode upper = after.half(true);
            KeyTreeNode[] split = replaced(children, place, after.half(false));
            return new Inner(inserted(bounds, place, upper.first()), inserted(split, place + 1, upper));
        }

        @Override
        KeyTreeNode remove(byte[] key) {
            int place = childOf(key);
            KeyTreeNode after = children[place].remove(key);
            if (after.size() > 0) {
                return new Inner(bounds, replaced(children, place, after));
            } else if (children.length == 1) {
                return EMPTY;
            }
            return new Inner(without(bounds, Math.max(0, place - 1)), without(children, place));
        }

        @Override
        boolean visit(byte[] from, BiPredicate<ByteString, Object> visitor) {
            for (int i = childOf(from); i < children.length; i++) {
                if (!children[i].visit(from, visitor)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        int size() {
            return size;
        }

        @Override
        boolean isTooWide() {
            return children.length > WIDTH;
        }

        @Override
        KeyTreeNode half(boolean upper) {
            int middle = children.length / 2;
            return upper
                    ? new Inner(
                            Arrays.copyOfRange(bounds, middle, bounds.length),
                            Arrays.copyOfRange(children, middle, children.length))
                    : new Inner(Arrays.copyOfRange(bounds, 0, middle - 1), Arrays.copyOfRange(children, 0, middle));
        }

        @Override
        byte[] first() {
            return children[0].first();
        }

        @Override
        KeyTreeNode shrunk() {
            return children.length == 1 ? children[0].shrunk() : this;
        }
    }
}
