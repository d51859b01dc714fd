package kyoten.causal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kyoten.node.SiteId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SiblingsTest {
    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);
    private static final Origin TOKYO = new Origin(new SiteId("tokyo"), 1);

    /** An update of a key, with what its writer knew. */
    record Update(Sibling sibling, VersionVector context) {
        Dot dot() {
            return sibling.dot();
        }
    }

    private static Update write(Origin origin, long n, VersionVector context) {
        Dot dot = new Dot(origin, n);
        return new Update(new Sibling(dot, 0, new Sibling.Value(ByteString.copyFromUtf8(dot.toString()))), context);
    }

    private static Siblings apply(List<Update> updates) {
        Siblings siblings = Siblings.none();
        for (Update update : updates) {
            siblings = siblings.apply(update.sibling(), update.context());
        }
        return siblings;
    }

    /** Some dots of each origin, in order; each knows of its own origin only what is before it. */
    @Provide
    Arbitrary<List<Update>> histories() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            List<Update> updates = new ArrayList<>();
            for (Origin origin : Vectors.ORIGINS) {
                for (long n = 1; n <= Vectors.MAX_N; n++) {
                    if (random.nextInt(3) > 0) {
                        updates.add(write(origin, n, context(random, origin, n)));
                    }
                }
            }
            return updates;
        });
    }

    private static VersionVector context(Random random, Origin own, long n) {
        VersionVector context = VersionVector.empty();
        for (Origin origin : Vectors.ORIGINS) {
            long upTo = random.nextInt(origin.equals(own) ? (int) n : Vectors.MAX_N + 1);
            context = upTo > 0 && random.nextBoolean() ? context.with(new Dot(origin, upTo)) : context;
        }
        return context;
    }

    /** Takes the updates in another order, in which each origin's stay in theirs. */
    private static List<Update> shuffled(List<Update> updates, Random random) {
        List<List<Update>> queues = new ArrayList<>();
        for (Origin origin : Vectors.ORIGINS) {
            queues.add(new ArrayList<>(updates.stream()
                    .filter(update -> update.dot().origin().equals(origin))
                    .toList()));
        }
        List<Update> shuffled = new ArrayList<>();
        while (shuffled.size() < updates.size()) {
            List<Update> queue = queues.get(random.nextInt(queues.size()));
            if (!queue.isEmpty()) {
                shuffled.add(queue.remove(0));
            }
        }
        return shuffled;
    }

    @Property
    void what_lives_is_what_no_context_covers_whatever_the_order(
            @ForAll("histories") List<Update> updates, @ForAll long seed) {
        Siblings siblings = apply(shuffled(updates, new Random(seed)));
        List<Sibling> uncovered = updates.stream()
                .filter(update ->
                        updates.stream().noneMatch(other -> other.context().covers(update.dot())))
                .map(Update::sibling)
                .sorted((a, b) -> a.dot().compareTo(b.dot()))
                .toList();
        assertThat(siblings.live()).containsExactlyElementsOf(uncovered);
    }

    @Property
    void what_is_seen_is_every_dot_and_every_context(@ForAll("histories") List<Update> updates, @ForAll long seed) {
        VersionVector all = VersionVector.empty();
        for (Update update : updates) {
            all = all.join(update.context()).with(update.dot());
        }
        assertThat(apply(shuffled(updates, new Random(seed))).seen()).isEqualTo(all);
    }

    @Property
    void an_update_that_comes_twice_comes_once(@ForAll("histories") List<Update> updates, @ForAll long seed) {
        List<Update> twice = new ArrayList<>(updates);
        twice.addAll(shuffled(updates, new Random(seed)));
        assertThat(apply(twice)).isEqualTo(apply(updates));
    }

    @Property
    void a_merge_of_two_sides_is_what_the_updates_of_both_leave(
            @ForAll("histories") List<Update> updates, @ForAll long seed) {
        Random random = new Random(seed);
        VersionVector ours = Vectors.cut(random);
        VersionVector theirs = Vectors.cut(random);
        Siblings merged = apply(upTo(updates, ours)).merge(apply(upTo(updates, theirs)), ours, theirs);
        assertThat(merged).isEqualTo(apply(upTo(updates, ours.join(theirs))));
    }

    private static List<Update> upTo(List<Update> updates, VersionVector applied) {
        return updates.stream().filter(update -> applied.covers(update.dot())).toList();
    }

    @Test
    void a_sibling_is_there_if_its_dot_lives() {
        Update first = write(OSAKA, 1, VersionVector.empty());
        Siblings siblings = apply(List.of(first));
        assertThat(siblings.has(first.dot())).isTrue();
        assertThat(siblings.has(new Dot(OSAKA, 2))).isFalse();
        assertThat(Siblings.none().has(first.dot())).isFalse();
    }

    @Test
    void readers_see_values_and_no_tombstones() {
        assertThat(write(OSAKA, 1, VersionVector.empty()).sibling().isValue()).isTrue();
        Sibling tombstone = new Sibling(new Dot(OSAKA, 1), 0, new Sibling.Tombstone(VersionVector.empty()));
        assertThat(tombstone.isValue()).isFalse();
    }

    @Test
    void an_update_removes_what_it_covers_even_if_it_was_covered_itself() {
        Update first = write(OSAKA, 1, VersionVector.empty());
        Update late = write(TOKYO, 1, VersionVector.upTo(first.dot()));
        Update coversLate = write(OSAKA, 2, VersionVector.upTo(late.dot()));
        assertThat(apply(List.of(first, coversLate, late)).live()).containsExactly(coversLate.sibling());
    }

    @Test
    void a_context_covers_tombstones_like_values() {
        Sibling tombstone = new Sibling(new Dot(OSAKA, 1), 0, new Sibling.Tombstone(VersionVector.empty()));
        Siblings deleted = Siblings.none().apply(tombstone, VersionVector.empty());
        assertThat(deleted.coveredBy(VersionVector.empty())).isFalse();
        assertThat(deleted.coveredBy(VersionVector.upTo(tombstone.dot()))).isTrue();
        assertThat(deleted.remaining(VersionVector.upTo(tombstone.dot()))).isEqualTo(Vector.empty());
    }
}
