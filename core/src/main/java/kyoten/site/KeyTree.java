package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import java.util.function.BiPredicate;

/**
 * An immutable map from keys, in the order of their unsigned bytes, to values: a B+ tree whose changed path is copied.
 *
 * <p>A red-black tree would do, but copies more and chases more pointers; and vavr's has no way to begin in the middle,
 * which scans and snapshots need. A remove drops empty nodes and does not merge those that have become small: keys go
 * rarely, and come back.
 *
 * @param <V> the values' type
 */
public final class KeyTree<V> {
    private static final KeyTree<?> EMPTY = new KeyTree<>(KeyTreeNode.EMPTY);

    private final KeyTreeNode root;

    private KeyTree(KeyTreeNode root) {
        this.root = root;
    }

    /** A map with nothing in it. */
    @SuppressWarnings("unchecked") // it holds no value of any type
    public static <V> KeyTree<V> empty() {
        return (KeyTree<V>) EMPTY;
    }

    public int size() {
        return root.size();
    }

    /** The value of a key. */
    @SuppressWarnings("unchecked") // only put adds values
    public Option<V> get(ByteString key) {
        return Option.of((V) root.get(key.toByteArray()));
    }

    /** This map with a key's value set, or replaced. */
    public KeyTree<V> put(ByteString key, V value) {
        return put(key.toByteArray(), value);
    }

    /** The same; keeps the array. */
    KeyTree<V> put(byte[] key, V value) {
        KeyTreeNode after = root.put(key, value);
        return new KeyTree<>(after.isTooWide() ? KeyTreeNode.parentOfHalves(after) : after);
    }

    /** This map without a key. */
    public KeyTree<V> remove(ByteString key) {
        return remove(key.toByteArray());
    }

    KeyTree<V> remove(byte[] key) {
        return root.get(key) == null ? this : new KeyTree<>(root.remove(key).shrunk());
    }

    /**
     * Visits keys in order, as long as the visitor says to go on.
     *
     * @param from the first key that may be visited
     */
    @SuppressWarnings("unchecked") // only put adds values
    public void visit(ByteString from, BiPredicate<ByteString, V> visitor) {
        root.visit(from.toByteArray(), (key, value) -> visitor.test(key, (V) value));
    }
}
