package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Against all keys with their digests in a list. */
class HashTreeTest {
    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);

    private final TreeMap<ByteString, Siblings> keys = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private HashTree tree = HashTree.EMPTY;

    private static Siblings siblings(long... dots) {
        Siblings siblings = Siblings.none();
        for (long n : dots) {
            Sibling sibling = new Sibling(new Dot(OSAKA, n), n, new Sibling.Value(ByteString.EMPTY));
            siblings = siblings.apply(sibling, VersionVector.empty());
        }
        return siblings;
    }

    private void set(ByteString key, Siblings siblings) {
        keys.put(key, siblings);
        tree = tree.with(key.toByteArray(), HashTree.keyHash(key), siblings);
    }

    /** Two hashes only, so that keys meet at the very end of a path; a few keys of an ordinary hash among them. */
    private void setAt(long keyHash, ByteString key, Siblings siblings) {
        tree = tree.with(key.toByteArray(), keyHash, siblings);
    }

    private static ByteString key(int i) {
        return Stores.bytes("key-" + i);
    }

    private void play(Random random, int steps, int among) {
        for (int i = 0; i < steps; i++) {
            boolean goes = random.nextInt(i > steps / 2 ? 2 : 5) == 0;
            set(key(random.nextInt(among)), goes ? Siblings.none() : siblings(i + 1, i + 2));
        }
    }

    @Property(tries = 60)
    void every_range_has_the_sum_of_its_keys_however_the_tree_came_about(@ForAll long seed) {
        HashTreeTest test = new HashTreeTest(); // the tries of a property share an instance
        Random random = new Random(seed);
        test.play(random, 1500, 1 + random.nextInt(400));
        test.compare(HashRange.WHOLE);
        HashTree other = HashTree.EMPTY;
        List<ByteString> shuffled = new ArrayList<>(test.keys.keySet());
        java.util.Collections.shuffle(shuffled, random);
        for (ByteString key : shuffled) {
            other = other.with(key.toByteArray(), HashTree.keyHash(key), test.keys.get(key));
        }
        assertThat(other.children(HashRange.WHOLE)).isEqualTo(test.tree.children(HashRange.WHOLE));
        assertThat(other).isEqualTo(test.tree);
    }

    @Test
    void ranges_that_were_divided_more_than_once_have_the_sum_of_their_keys() {
        int many = 2 * HashRange.CHILDREN * HashTreeNode.LEAF;
        for (int i = 0; i < many; i++) {
            set(key(i), siblings(i + 1));
        }
        compareWholeAndItsChildren();
        for (int i = 0; i < many; i += 2) {
            set(key(i), Siblings.none());
        }
        compareWholeAndItsChildren();
    }

    private void compareWholeAndItsChildren() {
        compareItself(HashRange.WHOLE);
        for (int i = 0; i < HashRange.CHILDREN; i++) {
            compareItself(HashRange.WHOLE.child(i));
        }
    }

    private void compare(HashRange range) {
        int size = compareItself(range);
        if (size > 1) {
            assertThat(tree.children(range)).hasSize(HashRange.CHILDREN);
            for (int i = 0; i < HashRange.CHILDREN; i++) {
                assertThat(tree.children(range).get(i)).isEqualTo(tree.summary(range.child(i)));
                compare(range.child(i));
            }
        }
    }

    /** Returns how many keys are in it. */
    private int compareItself(HashRange range) {
        List<HashTree.Entry> expected = keys.entrySet().stream()
                .filter(entry -> !entry.getValue().live().isEmpty())
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .filter(entry -> range.contains(entry.keyHash()))
                .sorted(Comparator.comparing(HashTree.Entry::keyHash, Long::compareUnsigned))
                .toList();
        assertThat(tree.entries(range)).containsExactlyElementsOf(expected);
        long sum = expected.stream().mapToLong(HashTree.Entry::digest).sum();
        assertThat(tree.summary(range)).isEqualTo(new HashTree.Summary(expected.size(), sum));
        return expected.size();
    }

    private static HashTree.Entry entry(ByteString key, Siblings siblings) {
        long keyHash = HashTree.keyHash(key);
        return new HashTree.Entry(keyHash, HashTree.digest(keyHash, siblings), key);
    }

    @Property(tries = 60)
    void a_difference_of_one_dot_shows_in_every_range_that_has_the_key(@ForAll long seed) {
        HashTreeTest test = new HashTreeTest();
        Random random = new Random(seed);
        test.play(random, 300, 100);
        HashTree before = test.tree;
        ByteString key = key(random.nextInt(100));
        test.set(key, siblings(random.nextInt(1000) + 1000));
        assertThat(test.tree).isNotEqualTo(before);
        HashRange range = HashRange.WHOLE;
        while (!range.isSingle()) {
            assertThat(test.tree.summary(range)).isNotEqualTo(before.summary(range));
            range = range.child(HashRange.slot(HashTree.keyHash(key), range.depth()));
        }
    }

    @Test
    void keys_of_one_hash_are_told_apart_by_their_bytes() {
        for (int i = 0; i < 100; i++) {
            setAt(i < 90 ? -1L : i, key(i), siblings(i + 1));
        }
        HashRange last = HashRange.WHOLE;
        while (!last.isSingle()) {
            last = last.child(15);
        }
        assertThat(tree.summary(last).keys()).isEqualTo(90);
        setAt(-1L, key(3), Siblings.none());
        setAt(-1L, key(3), Siblings.none());
        assertThat(tree.entries(last).map(HashTree.Entry::key)).hasSize(89).doesNotContain(key(3));
        for (int i = 0; i < 90; i++) {
            setAt(-1L, key(i), Siblings.none());
        }
        assertThat(tree.summary().keys()).isEqualTo(10);
    }

    @Test
    void neither_what_was_seen_nor_values_and_their_times_go_in() {
        long keyHash = HashTree.keyHash(key(1));
        Sibling other = new Sibling(new Dot(OSAKA, 1), 99, new Sibling.Tombstone(VersionVector.empty()));
        Siblings sameDot = new Siblings(Vector.of(other), VersionVector.upTo(new Dot(OSAKA, 50)));
        assertThat(HashTree.digest(keyHash, sameDot)).isEqualTo(HashTree.digest(keyHash, siblings(1)));
        assertThat(HashTree.digest(keyHash, siblings(2))).isNotEqualTo(HashTree.digest(keyHash, siblings(1)));
        assertThat(HashTree.digest(keyHash + 1, siblings(1))).isNotEqualTo(HashTree.digest(keyHash, siblings(1)));
    }

    @Test
    void a_range_that_is_none_is_refused() {
        assertThat(new HashRange(0, 0)).isEqualTo(HashRange.WHOLE);
        assertThatThrownBy(() -> new HashRange(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashRange(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashRange(0, 68)).isInstanceOf(IllegalArgumentException.class);
    }
}
