package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyTreeTest {

    private static TreeMap<ByteString, Integer> model() {
        return new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    }

    private static ByteString key(Random random, int range) {
        byte[] bytes = new byte[random.nextInt(3)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(range) * 37);
        }
        return ByteString.copyFrom(bytes);
    }

    private static List<ByteString> keysFrom(KeyTree<Integer> tree, ByteString from, int limit) {
        List<ByteString> keys = new ArrayList<>();
        tree.visit(from, (key, value) -> {
            assertThat(tree.get(key).get()).isEqualTo(value);
            keys.add(key);
            return keys.size() < limit;
        });
        return keys;
    }

    @Property(tries = 300)
    void a_tree_is_a_sorted_map(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int range) {
        Random random = new Random(seed);
        TreeMap<ByteString, Integer> model = model();
        KeyTree<Integer> tree = KeyTree.empty();
        for (int i = 0; i < 600; i++) {
            ByteString key = key(random, range);
            if (random.nextInt(i < 400 ? 4 : 2) > 0) {
                model.put(key, i);
                tree = tree.put(key, i);
            } else {
                model.remove(key);
                tree = tree.remove(key);
            }
        }
        assertThat(tree.size()).isEqualTo(model.size());
        ByteString from = key(random, range);
        assertThat(keysFrom(tree, from, Integer.MAX_VALUE))
                .containsExactlyElementsOf(model.tailMap(from).keySet());
        assertThat(tree.get(from).getOrNull()).isEqualTo(model.get(from));
    }

    @Property(tries = 50)
    void a_tree_is_empty_after_all_its_keys_are_removed(@ForAll long seed) {
        Random random = new Random(seed);
        KeyTree<Integer> tree = KeyTree.empty();
        for (int i = 0; i < 500; i++) {
            tree = tree.put(key(random, 60), i);
        }
        for (ByteString key : keysFrom(tree, ByteString.EMPTY, Integer.MAX_VALUE)) {
            int before = tree.size();
            tree = tree.remove(key);
            assertThat(tree.get(key)).isEmpty();
            assertThat(tree.size()).isEqualTo(before - 1);
        }
        assertThat(tree.size()).isZero();
        assertThat(tree.put(ByteString.EMPTY, 1).get(ByteString.EMPTY)).containsExactly(1);
    }

    @Test
    void an_older_tree_does_not_change() {
        KeyTree<Integer> tree = KeyTree.empty();
        List<KeyTree<Integer>> versions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            versions.add(tree);
            tree = tree.put(ByteString.copyFromUtf8("key-" + i), i);
        }
        for (int i = 0; i < 200; i++) {
            assertThat(versions.get(i).size()).isEqualTo(i);
            assertThat(keysFrom(versions.get(i), ByteString.EMPTY, 1000)).hasSize(i);
        }
    }

    @Test
    void a_visitor_stops_when_it_likes() {
        KeyTree<Integer> tree = KeyTree.empty();
        for (int i = 0; i < 200; i++) {
            tree = tree.put(ByteString.copyFrom(new byte[] {(byte) i}), i);
        }
        for (int limit = 1; limit <= 100; limit++) {
            assertThat(keysFrom(tree, ByteString.copyFrom(new byte[] {100}), limit))
                    .hasSize(limit)
                    .first()
                    .isEqualTo(ByteString.copyFrom(new byte[] {100}));
        }
    }

    @Test
    void a_node_whose_keys_are_gone_is_dropped() {
        KeyTreeNode wide = KeyTreeNode.EMPTY;
        for (int i = 0; i <= KeyTreeNode.WIDTH; i++) {
            wide = wide.put(new byte[] {(byte) i}, i);
        }
        assertThat(wide.isTooWide()).isTrue();
        KeyTreeNode parent = KeyTreeNode.parentOfHalves(wide);
        int lower = wide.half(false).size();
        for (int i = 0; i < lower; i++) {
            assertThat(parent.shrunk()).isSameAs(parent);
            parent = parent.remove(new byte[] {(byte) i});
        }
        assertThat(parent.shrunk()).isNotSameAs(parent);
        assertThat(parent.size()).isEqualTo(KeyTreeNode.WIDTH + 1 - lower);
    }

    @Test
    void a_key_that_was_removed_between_two_halves_comes_back_to_the_lower() {
        KeyTreeNode wide = KeyTreeNode.EMPTY;
        for (int i = 0; i <= KeyTreeNode.WIDTH; i++) {
            wide = wide.put(new byte[] {(byte) i}, i);
        }
        wide = KeyTreeNode.parentOfHalves(wide);
        for (int i = KeyTreeNode.WIDTH + 1; !wide.isTooWide(); i++) {
            wide = wide.put(new byte[] {(byte) i}, i);
        }
        byte[] between = wide.half(true).first();
        KeyTreeNode parent = KeyTreeNode.parentOfHalves(wide.remove(between));
        assertThat(parent.get(between)).isNull();
        KeyTreeNode after = parent.put(between, "back");
        assertThat(after.get(between)).isEqualTo("back");
        assertThat(after.size()).isEqualTo(wide.size());
    }

    @Test
    void a_tree_does_not_grow_with_what_is_replaced() {
        KeyTree<Integer> tree = KeyTree.empty();
        for (int i = 0; i < 100_000; i++) {
            tree = tree.put(Stores.bytes("key-" + i % 3), i);
        }
        assertThat(tree.size()).isEqualTo(3);
    }
}
