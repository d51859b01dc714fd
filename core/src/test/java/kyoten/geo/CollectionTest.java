package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import java.time.Duration;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Status;
import org.junit.jupiter.api.Test;

/** Rules X3 and X4: what is forgotten, and when. */
class CollectionTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final VersionVector ONE = VersionVector.upTo(KOBE.dot(1));
    private static final VersionVector TWO = VersionVector.upTo(KOBE.dot(2));

    private final LoneLeader tokyo = LoneLeader.among(KOBE, OSAKA);

    CollectionTest() {
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(3, 0), "a", "b");
        tokyo.hear(KOBE, Said.status(TreeMap.of(3, TWO)));
    }

    private VersionVector stable(int stream) {
        return tokyo.store().streams().get(stream).stable();
    }

    private VersionVector stableAfter(int ticks) {
        tokyo.ticks(ticks);
        return stable(3);
    }

    private static Status.Builder incomplete() {
        return Status.newBuilder().setApplied(StreamTable.message(TreeMap.of(3, TWO)));
    }

    @Test
    void what_all_have_is_stable() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, ONE)));
        assertThat(stableAfter(5)).isEqualTo(ONE);
        assertThat(tokyo.store().streams().get(3).log(KOBE.origin()).first()).isEqualTo(2);
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)));
        assertThat(stableAfter(5)).isEqualTo(TWO);
    }

    @Test
    void what_is_stable_is_looked_for_at_every_fifth_tick() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, ONE)));
        StringBuilder when = new StringBuilder();
        for (int tick = 1; tick <= 12; tick++) {
            tokyo.hear(OSAKA, Said.status(TreeMap.of(3, tick < 6 ? ONE : TWO)));
            tokyo.tick();
            when.append(tokyo.notes(Marks.COLLECTING).isEmpty() ? "-" : "c");
        }

        assertThat(when).hasToString("---c----c---");
    }

    @Test
    void nothing_is_stable_while_a_member_has_not_reported_all_that_it_has() {
        assertThat(stableAfter(10).isEmpty()).isTrue();
        tokyo.hear(OSAKA, Said.status(incomplete()));
        assertThat(stableAfter(10).isEmpty()).isTrue();
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)));
        assertThat(stableAfter(10)).isEqualTo(TWO);
    }

    @Test
    void what_a_member_reported_counts_though_it_is_silent_now() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)));
        tokyo.pass(Duration.ofHours(1));
        assertThat(stableAfter(10)).isEqualTo(TWO);
    }

    @Test
    void what_was_reported_under_another_membership_does_not_count() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)).setMembersDigest(5));
        assertThat(stableAfter(10).isEmpty()).isTrue();
    }

    @Test
    void what_was_reported_in_an_epoch_that_is_not_known_does_not_count() {
        tokyo.hear(OSAKA.in(8), Said.status(TreeMap.of(3, TWO)));
        assertThat(stableAfter(10).isEmpty()).isTrue();
    }

    @Test
    void a_site_that_has_left_forgets_nothing() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)));
        tokyo.hear(
                OSAKA,
                Said.history(
                        tokyo.history().left(tokyo.store().standing().self().get(), OSAKA.incarnation())));
        assertThat(stableAfter(10).isEmpty()).isTrue();
    }

    @Test
    void so_many_streams_are_collected_with_one_entry() {
        SortedMap<Integer, VersionVector> all = TreeMap.of(3, TWO);
        for (int stream = 10; stream < 30; stream++) {
            tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(stream, 0), "v");
            all = all.put(stream, ONE);
        }
        tokyo.hear(KOBE, Said.status(all));
        tokyo.hear(OSAKA, Said.status(all));
        tokyo.ticks(5);

        assertThat(stable(24)).isEqualTo(ONE);
        assertThat(stable(25).isEmpty()).isTrue();
        tokyo.ticks(5);
        assertThat(stable(29)).isEqualTo(ONE);
    }

    @Test
    void where_there_is_nothing_to_forget_nothing_goes_into_the_log() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)));
        tokyo.ticks(20);
        int collections = 0;
        for (int tick = 0; tick < 10; tick++) {
            tokyo.tick();
            collections += tokyo.notes(Marks.COLLECTING).size();
        }

        assertThat(collections).isZero();
    }
}
