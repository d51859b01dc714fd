package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import kyoten.causal.VersionVector;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");

    /** Three updates of kobe's in one stream, one in another. */
    private final MadeStore here = new MadeStore()
            .write(KOBE.origin(), MadeStore.key(3, 0), "a")
            .write(KOBE.origin(), MadeStore.key(3, 0), "b")
            .write(KOBE.origin(), MadeStore.key(3, 0), "c")
            .write(KOBE.origin(), MadeStore.key(4, 0), "d");

    private Lag lag(TreeMap<Integer, VersionVector> reported) {
        return Lag.of(here.store(), Peer.of(OSAKA.member(), 0).with(new Peer.Reported(7, 1, reported, true, 0, 0)));
    }

    @Test
    void who_reported_nothing_lacks_all() {
        assertThat(lag(TreeMap.empty())).isEqualTo(new Lag(4, 2));
    }

    @Test
    void who_reported_some_of_a_stream_lacks_the_rest() {
        VersionVector one = VersionVector.upTo(KOBE.dot(1));
        assertThat(lag(TreeMap.of(3, one, 4, one))).isEqualTo(new Lag(2, 1));
    }

    @Test
    void who_has_more_lacks_nothing_and_makes_up_for_nothing() {
        VersionVector more = VersionVector.upTo(KOBE.dot(9));
        assertThat(lag(TreeMap.of(3, more))).isEqualTo(new Lag(1, 1));
        VersionVector other = VersionVector.upTo(OSAKA.dot(9));
        assertThat(lag(TreeMap.of(3, more.join(other), 4, other))).isEqualTo(new Lag(1, 1));
    }

    @Test
    void more_of_one_origin_makes_up_for_nothing_of_another_in_the_same_stream() {
        here.write(OSAKA.origin(), MadeStore.key(3, 0), "e");
        assertThat(lag(TreeMap.of(3, VersionVector.upTo(KOBE.dot(9)), 4, VersionVector.upTo(KOBE.dot(1)))))
                .isEqualTo(new Lag(1, 1));
    }
}
