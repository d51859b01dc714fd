package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.causal.Hash64;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;

/**
 * What two sites compare to find where they differ in a stream: a hash over any range of its keys, kept up to date with
 * the writes.
 *
 * <p>A key counts with a digest of its name and of the dots of its siblings, tombstones included; neither what was seen
 * nor what is local to a site goes in. A key without siblings does not count. The digests of a range are added up, so
 * that its hash depends on its keys alone, not on how the tree came about.
 */
public final class HashTree {
    static final HashTree EMPTY = new HashTree(HashTreeNode.EMPTY);

    private static final long KEY_SEED = 0x6B796F74656E206BL;

    private final HashTreeNode root;

    private HashTree(HashTreeNode root) {
        this.root = root;
    }

    /**
     * What is in a range.
     *
     * @param keys how many keys
     * @param hash of all of them, whose difference shows, but for one chance in 2^64, that two ranges differ
     */
    public record Summary(int keys, long hash) {
        static final Summary NOTHING = new Summary(0, 0);

        Summary plus(Summary other) {
            return new Summary(keys + other.keys, hash + other.hash);
        }
    }

    /**
     * One key.
     *
     * @param keyHash where it is
     * @param digest of the key and its siblings' dots
     */
    public record Entry(long keyHash, long digest, ByteString key) {}

    /** Which ranges a key is in. Unlike the hash that chooses the key's stream. */
    public static long keyHash(ByteString key) {
        return Hash64.of(KEY_SEED, key);
    }

    static long digest(long keyHash, Siblings siblings) {
        long digest = 0;
        for (Sibling sibling : siblings.live()) {
            digest += Hash64.of(keyHash, sibling.dot());
        }
        return digest;
    }

    /** All keys of the stream that count. */
    public Summary summary() {
        return root.summary();
    }

    /** The keys of a range. */
    public Summary summary(HashRange range) {
        HashTreeNode node = node(range);
        if (node instanceof HashTreeNode.Inner) {
            return node.summary();
        }
        Summary sum = Summary.NOTHING;
        for (Entry entry : entries(range)) {
            sum = sum.plus(new Summary(1, entry.digest()));
        }
        return sum;
    }

    /**
     * The keys of each child of a range, in order.
     *
     * @throws IllegalArgumentException if the range can't be divided
     */
    public Seq<Summary> children(HashRange range) {
        Vector<Summary> children = Vector.empty();
        for (int i = 0; i < HashRange.CHILDREN; i++) {
            children = children.append(summary(range.child(i)));
        }
        return children;
    }

    /** The keys of a range one by one, ascending by hash, then by key. */
    public Seq<Entry> entries(HashRange range) {
        List<Entry> found = new ArrayList<>();
        node(range).visit((keyHash, key, digest) -> {
            if (range.contains(keyHash)) {
                found.add(new Entry(keyHash, digest, UnsafeByteOperations.unsafeWrap(key)));
            }
        });
        return Vector.ofAll(found);
    }

    /** The node of a range, or the leaf that has its keys among others. */
    private HashTreeNode node(HashRange range) {
        HashTreeNode node = root;
        for (int depth = 0; depth < range.depth() && node instanceof HashTreeNode.Inner inner; depth++) {
            node = inner.child(HashRange.slot(range.prefix(), depth));
        }
        return node;
    }

    /** With a key as its siblings are now. */
    HashTree with(byte[] key, long keyHash, Siblings siblings) {
        HashTreeNode after = siblings.live().isEmpty()
                ? root.remove(0, keyHash, key)
                : root.put(0, keyHash, key, digest(keyHash, siblings));
        return after == root ? this : new HashTree(after);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashTree that && summary().equals(that.summary());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(summary().hash());
    }
}
