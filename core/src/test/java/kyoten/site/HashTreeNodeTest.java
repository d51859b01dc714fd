package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How deep a tree of hashes is: as deep as it must be for its leaves to have few keys. */
class HashTreeNodeTest {
    private HashTreeNode root = HashTreeNode.EMPTY;

    private void put(long keyHash, int key) {
        root = root.put(0, keyHash, new byte[] {(byte) key}, key);
    }

    /** The first node on the way of a hash that is no inner one. */
    private int depthOfLeaf(long keyHash) {
        HashTreeNode node = root;
        int depth = 0;
        while (node instanceof HashTreeNode.Inner inner) {
            node = inner.child(HashRange.slot(keyHash, depth));
            depth++;
        }
        return depth;
    }

    @Test
    void a_leaf_is_divided_when_it_has_one_key_too_many() {
        for (int i = 0; i < HashTreeNode.LEAF; i++) {
            put((long) i << 56, i);
        }
        assertThat(depthOfLeaf(0)).isZero();
        put(0x20L << 56, HashTreeNode.LEAF);
        assertThat(depthOfLeaf(0)).isEqualTo(1);
    }

    @Test
    void a_part_that_fits_into_a_leaf_is_not_divided_further() {
        for (int i = 0; i < HashTreeNode.LEAF; i++) {
            put(i, i);
        }
        put(-1L, HashTreeNode.LEAF);
        assertThat(depthOfLeaf(0)).isEqualTo(1);
    }

    @Test
    void keys_whose_hashes_begin_alike_are_divided_where_they_differ() {
        for (int i = 0; i <= HashTreeNode.LEAF; i++) {
            put(i, i);
        }
        assertThat(depthOfLeaf(0)).isEqualTo(15);
        assertThat(depthOfLeaf(-1L)).isEqualTo(1);
    }

    @Test
    void keys_of_one_hash_are_in_one_leaf_where_its_bits_end() {
        for (int i = 0; i <= HashTreeNode.LEAF + 5; i++) {
            put(-1L, i);
        }
        assertThat(depthOfLeaf(-1L)).isEqualTo(16);
    }
}
