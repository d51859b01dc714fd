package kyoten.site;

import java.util.Arrays;
import kyoten.site.HashTree.Summary;

/**
 * A node of a {@link HashTree}: a leaf with few keys, or one child for each next four bits of their hashes. Its arrays are
 * never changed once it is made. A node that was divided stays so when its keys go: they go rarely, and come back.
 */
abstract class HashTreeNode {
    /** The most keys of a leaf, unless their hashes are all the same. */
    static final int LEAF = 32;

    static final HashTreeNode EMPTY = new Leaf(new long[0], new byte[0][], new long[0], 0);

    /** Where all bits of the hash are used up. */
    private static final int DEEPEST = Long.SIZE / 4;

    /** Takes one key after the other. */
    interface Visitor {
        void visit(long keyHash, byte[] key, long digest);
    }

    abstract Summary summary();

    /** @param depth of this node; 0 of the root */
    abstract HashTreeNode put(int depth, long keyHash, byte[] key, long digest);

    /** Itself if the key is not there. */
    abstract HashTreeNode remove(int depth, long keyHash, byte[] key);

    abstract void visit(Visitor visitor);

    /** Keys in the order of their hashes, then of their bytes. */
    private static final class Leaf extends HashTreeNode {
        private final long[] hashes;
        private final byte[][] keys;
        private final long[] digests;
        private final long sum;

        Leaf(long[] hashes, byte[][] keys, long[] digests, long sum) {
            this.hashes = hashes;
            this.keys = keys;
            this.digests = digests;
            this.sum = sum;
        }

        @Override
        Summary summary() {
            return new Summary(keys.length, sum);
        }

        /** The place of a key, or minus its place to be, minus 1. */
        private int find(long keyHash, byte[] key) {
            for (int i = 0; i < keys.length; i++) {
                int order = Long.compareUnsigned(hashes[i], keyHash);
                if (order == 0) {
                    order = Arrays.compareUnsigned(keys[i], key);
                }
                if (order == 0) {
                    return i;
                } else if (order > 0) {
                    return -i - 1;
                }
            }
            return -keys.length - 1;
        }

        @Override
        HashTreeNode put(int depth, long keyHash, byte[] key, long digest) {
            int place = find(keyHash, key);
            if (place >= 0) {
                long[] changed = digests.clone();
                changed[place] = digest;
                return new Leaf(hashes, keys, changed, sum - digests[place] + digest);
            }
            int at = -place - 1;
            Leaf wider = new Leaf(
                    inserted(hashes, at, keyHash),
                    inserted(keys, at, key),
                    inserted(digests, at, digest),
                    sum + digest);
            return wider.keys.length <= LEAF || depth == DEEPEST ? wider : wider.divided(depth);
        }

        private static long[] inserted(long[] array, int place, long number) {
            long[] longer = Arrays.copyOf(array, array.length + 1);
            System.arraycopy(array, place, longer, place + 1, array.length - place);
            longer[place] = number;
            return longer;
        }

        private static byte[][] inserted(byte[][] array, int place, byte[] key) {
            byte[][] longer = Arrays.copyOf(array, array.length + 1);
            System.arraycopy(array, place, longer, place + 1, array.length - place);
            longer[place] = key;
            return longer;
        }

        private HashTreeNode divided(int depth) {
            HashTreeNode[] children = new HashTreeNode[HashRange.CHILDREN];
            int from = 0;
            for (int slot = 0; slot < children.length; slot++) {
                int to = from;
                while (to < keys.length && HashRange.slot(hashes[to], depth) == slot) {
                    to++;
                }
                Leaf part = part(from, to);
                children[slot] = to - from <= LEAF || depth + 1 == DEEPEST ? part : part.divided(depth + 1);
                from = to;
            }
            return new Inner(children, keys.length, sum);
        }

        private Leaf part(int from, int to) {
            long[] partDigests = Arrays.copyOfRange(digests, from, to);
            long partSum = 0;
            for (long digest : partDigests) {
                partSum += digest;
            }
            return new Leaf(
                    Arrays.copyOfRange(hashes, from, to), Arrays.copyOfRange(keys, from, to), partDigests, partSum);
        }

        @Override
        HashTreeNode remove(int depth, long keyHash, byte[] key) {
            int place = find(keyHash, key);
            return place < 0
                    ? this
                    : new Leaf(
                            without(hashes, place),
                            without(keys, place),
                            without(digests, place),
                            sum - digests[place]);
        }

        private static long[] without(long[] array, int place) {
            long[] shorter = Arrays.copyOf(array, array.length - 1);
            System.arraycopy(array, place + 1, shorter, place, shorter.length - place);
            return shorter;
        }

        private static byte[][] without(byte[][] array, int place) {
            byte[][] shorter = Arrays.copyOf(array, array.length - 1);
            System.arraycopy(array, place + 1, shorter, place, shorter.length - place);
            return shorter;
        }

        @Override
        void visit(Visitor visitor) {
            for (int i = 0; i < keys.length; i++) {
                visitor.visit(hashes[i], keys[i], digests[i]);
            }
        }
    }

    /** One child for each next four bits. */
    static final class Inner extends HashTreeNode {
        private final HashTreeNode[] children;
        private final int size;
        private final long sum;

        private Inner(HashTreeNode[] children, int size, long sum) {
            this.children = children;
            this.size = size;
            this.sum = sum;
        }

        HashTreeNode child(int slot) {
            return children[slot];
        }

        @Override
        Summary summary() {
            return new Summary(size, sum);
        }

        @Override
        HashTreeNode put(int depth, long keyHash, byte[] key, long digest) {
            int slot = HashRange.slot(keyHash, depth);
            return with(slot, children[slot].put(depth + 1, keyHash, key, digest));
        }

        private Inner with(int slot, HashTreeNode child) {
            Summary before = children[slot].summary();
            Summary after = child.summary();
            HashTreeNode[] changed = children.clone();
            changed[slot] = child;
            return new Inner(changed, size - before.keys() + after.keys(), sum - before.hash() + after.hash());
        }

        @Override
        HashTreeNode remove(int depth, long keyHash, byte[] key) {
            int slot = HashRange.slot(keyHash, depth);
            HashTreeNode after = children[slot].remove(depth + 1, keyHash, key);
            return after == children[slot] ? this : with(slot, after);
        }

        @Override
        void visit(Visitor visitor) {
            for (HashTreeNode child : children) {
                child.visit(visitor);
            }
        }
    }
}
