package kyoten.scenario.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DrawTest {
    @Property
    void what_is_drawn_lies_in_its_range(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 1000) long low,
            @ForAll @LongRange(max = 1_000_000) long more) {
        Range range = new Range(low, low + more);
        assertThat(Draw.of(seed).from(range, "any", 1)).isBetween(range.low(), range.high());
        assertThat(Draw.of(seed).steeplyFrom(range, "any", 1)).isBetween(range.low(), range.high());
    }

    @Test
    void purposes_ordinals_and_seeds_decide_for_themselves() {
        Draw draw = Draw.of(1);
        assertThat(Vector.of(
                                draw.bits("a", 0),
                                draw.bits("b", 0),
                                draw.bits("a", 1),
                                draw.within("a").bits("a", 0),
                                Draw.of(2).bits("a", 0))
                        .distinct())
                .hasSize(5);
    }

    /** A change of this number changes every plan of every seed that anybody has kept. */
    @Test
    void a_seed_draws_the_same_for_ever() {
        assertThat(Draw.of(42).below("clients", 3, 1_000_000)).isEqualTo(PINNED);
    }

    private static final long PINNED = 935_619;
}
