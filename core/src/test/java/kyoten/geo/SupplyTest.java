package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import kyoten.causal.Origin;
import kyoten.node.SiteId;
import org.junit.jupiter.api.Test;

class SupplyTest {
    private static final SiteId OSAKA = new SiteId("osaka");
    private static final SiteId KOBE = new SiteId("kobe");
    private static final Supply.Wish WISH = new Supply.Wish(TreeSet.of(KOBE, OSAKA), OSAKA, 7);

    private static Supply supply(long credit) {
        return Supply.begun(9, WISH, TreeMap.empty(), TreeSet.of(1, 2), credit);
    }

    @Test
    void a_site_wants_the_updates_of_those_that_it_names() {
        assertThat(WISH.holds(new Origin(KOBE, 7))).isTrue();
        assertThat(WISH.holds(new Origin(new SiteId("nara"), 7))).isFalse();
    }

    @Test
    void a_site_wants_its_own_of_former_epochs_and_not_of_this_one() {
        assertThat(WISH.holds(new Origin(OSAKA, 6))).isTrue();
        assertThat(WISH.holds(new Origin(OSAKA, 7))).isFalse();
    }

    @Test
    void batches_may_be_on_their_way_until_the_credit_is_used_up() {
        assertThat(supply(10).hasCredit()).isTrue();
        assertThat(supply(10).batch(9).hasCredit()).isTrue();
        assertThat(supply(10).batch(9).batch(1).hasCredit()).isFalse();
    }

    @Test
    void what_has_been_committed_is_on_its_way_no_more() {
        Supply three = supply(10).batch(5).batch(4).batch(3);

        assertThat(three.flight().sequence()).isEqualTo(3);
        assertThat(three.credited(0).flight()).isEqualTo(three.flight());
        assertThat(three.credited(2).flight().bytes()).isEqualTo(3);
        assertThat(three.credited(2).flight().sizes()).containsExactly(new Supply.Size(3, 3));
        assertThat(three.credited(2).hasCredit()).isTrue();
        assertThat(three.credited(9).flight().bytes()).isZero();
    }

    @Test
    void a_stream_that_is_behind_is_neither_due_nor_served() {
        Supply behind = supply(10).behind(1);

        assertThat(behind.served()).containsExactly(2);
        assertThat(behind.due()).containsExactly(2);
        assertThat(supply(10).done(1).served()).containsExactly(1, 2);
    }
}
