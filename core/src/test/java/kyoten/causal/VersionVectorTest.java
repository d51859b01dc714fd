package kyoten.causal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.TreeSet;
import kyoten.node.SiteId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionVectorTest {

    @Provide
    Arbitrary<VersionVector> vectors() {
        return Vectors.vectors();
    }

    @Provide
    Arbitrary<Dot> dots() {
        return Vectors.dots();
    }

    @Property
    void a_join_holds_what_either_holds(@ForAll("vectors") VersionVector a, @ForAll("vectors") VersionVector b) {
        TreeSet<Dot> union = Vectors.set(a);
        union.addAll(Vectors.set(b));
        assertThat(Vectors.set(a.join(b))).isEqualTo(union);
        assertThat(a.join(b)).isEqualTo(b.join(a)).hasSameHashCodeAs(b.join(a));
    }

    @Property
    void a_vector_covers_exactly_the_subsets_of_its_dots(
            @ForAll("vectors") VersionVector a, @ForAll("vectors") VersionVector b) {
        assertThat(a.covers(b)).isEqualTo(Vectors.set(a).containsAll(Vectors.set(b)));
    }

    @Property
    void a_vector_covers_exactly_its_dots(@ForAll("vectors") VersionVector vector, @ForAll("dots") Dot dot) {
        assertThat(vector.covers(dot)).isEqualTo(Vectors.set(vector).contains(dot));
    }

    @Property
    void a_dot_comes_with_all_before_it(@ForAll("vectors") VersionVector vector, @ForAll("dots") Dot dot) {
        assertThat(vector.with(dot)).isEqualTo(vector.join(VersionVector.upTo(dot)));
    }

    @Property
    void a_vector_is_the_join_of_its_last_dots(@ForAll("vectors") VersionVector vector) {
        assertThat(VersionVector.upTo(vector.dots())).isEqualTo(vector);
        assertThat(vector.dots().toJavaList()).isSorted();
        assertThat(vector.isEmpty()).isEqualTo(Vectors.set(vector).isEmpty());
    }

    @Property
    void a_part_of_a_vector_holds_the_dots_of_the_wanted_origins(@ForAll("vectors") VersionVector vector) {
        SiteId osaka = new SiteId("osaka");
        VersionVector part = vector.only(origin -> origin.site().equals(osaka));
        TreeSet<Dot> expected = Vectors.set(vector);
        expected.removeIf(dot -> !dot.origin().site().equals(osaka));
        assertThat(Vectors.set(part)).isEqualTo(expected);
    }

    @Property
    void a_meet_holds_what_both_hold(@ForAll("vectors") VersionVector a, @ForAll("vectors") VersionVector b) {
        TreeSet<Dot> both = Vectors.set(a);
        both.retainAll(Vectors.set(b));
        assertThat(Vectors.set(a.meet(b))).isEqualTo(both);
        assertThat(a.meet(b)).isEqualTo(b.meet(a));
    }

    @Property
    void vectors_are_equal_and_hash_alike_if_they_hold_the_same(
            @ForAll("vectors") VersionVector a, @ForAll("vectors") VersionVector b) {
        boolean same = Vectors.set(a).equals(Vectors.set(b));
        assertThat(a.equals(b)).isEqualTo(same);
        assertThat(a.hash(0) == b.hash(0)).isEqualTo(same);
        assertThat(a.hash(1)).isNotEqualTo(a.hash(0));
    }

    @Property
    void a_vector_counts_its_origins(@ForAll("vectors") VersionVector vector) {
        assertThat(vector.size()).isEqualTo(vector.dots().size());
    }

    @Test
    void a_vector_is_written_as_its_last_dots() {
        Dot dot = new Dot(new Origin(new SiteId("osaka"), 26), 3);
        assertThat(VersionVector.empty().with(dot)).hasToString("{osaka@1a:3}");
        assertThat(VersionVector.upTo(dot).hashCode())
                .isNotEqualTo(VersionVector.empty().hashCode());
    }

    @Test
    void epochs_are_ordered_without_sign() {
        Origin low = new Origin(new SiteId("osaka"), 7);
        Origin high = new Origin(new SiteId("osaka"), -7);
        assertThat(low).isLessThan(high);
        assertThat(VersionVector.upTo(Vector.of(new Dot(high, 1), new Dot(low, 2)))
                        .dots())
                .containsExactly(new Dot(low, 2), new Dot(high, 1));
    }
}
