package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Diverged;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import org.junit.jupiter.api.Test;

/** Rule X1: any site that has an update can serve it. */
class SourcesTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final OtherSite NARA = OtherSite.of("nara");

    private final LoneLeader tokyo = LoneLeader.among(KOBE, NARA, OSAKA);

    private static TreeMap<Integer, VersionVector> has(OtherSite of, long n) {
        return TreeMap.of(3, VersionVector.upTo(of.dot(n)));
    }

    /** Whose updates a site is asked for, once it is known how far all are. */
    private String asked(OtherSite site) {
        return tokyo.peer(site)
                .demand()
                .map(demand -> demand.sites().mkString(" "))
                .getOrElse("nothing");
    }

    private void hear(OtherSite site, TreeMap<Integer, VersionVector> applied) {
        tokyo.hear(site, Said.status(applied));
    }

    @Test
    void a_site_that_is_heard_is_asked_for_its_own_and_nobody_else_for_them() {
        hear(OSAKA, has(KOBE, 5));
        hear(KOBE, has(KOBE, 5));
        tokyo.tick();

        assertThat(asked(OSAKA)).isEqualTo("osaka");
        assertThat(asked(KOBE)).isEqualTo("kobe");
    }

    @Test
    void the_updates_of_a_site_that_is_not_heard_come_from_whoever_has_most_of_them() {
        hear(NARA, TreeMap.empty());
        hear(OSAKA, has(KOBE, 5));
        hear(NARA, has(KOBE, 6));
        tokyo.tick();

        assertThat(asked(OSAKA)).isEqualTo("osaka");
        assertThat(asked(NARA)).isEqualTo("kobe nara");
    }

    @Test
    void who_is_asked_already_is_asked_on_as_long_as_it_has_more() {
        hear(OSAKA, has(KOBE, 1));
        tokyo.tick();
        hear(NARA, has(KOBE, 6));
        tokyo.tick();
        assertThat(asked(OSAKA)).isEqualTo("kobe osaka");
        assertThat(asked(NARA)).isEqualTo("nara");

        tokyo.arrive(NARA, KOBE.origin(), MadeStore.key(3, 0), "a");
        tokyo.tick();
        assertThat(asked(OSAKA)).isEqualTo("osaka");
        assertThat(asked(NARA)).isEqualTo("kobe nara");
    }

    @Test
    void who_has_no_more_than_this_site_is_not_asked() {
        tokyo.arrive(NARA, KOBE.origin(), MadeStore.key(3, 0), "a", "b");
        hear(OSAKA, has(KOBE, 2));
        tokyo.tick();

        assertThat(asked(OSAKA)).isEqualTo("osaka");
    }

    /** It has less of one stream, which does not make up for what it has more of the other. */
    @Test
    void what_a_site_lacks_does_not_count_against_what_it_has() {
        tokyo.arrive(NARA, KOBE.origin(), MadeStore.key(3, 0), "a", "b");
        hear(OSAKA, has(KOBE, 1).put(4, VersionVector.upTo(KOBE.dot(1))));
        tokyo.tick();

        assertThat(asked(OSAKA)).isEqualTo("kobe osaka");
        assertThat(Sources.ahead(tokyo.store(), tokyo.peer(OSAKA), KOBE.site())).isEqualTo(1);
    }

    /** This site was put back to an earlier state, and began another epoch. */
    @Test
    void own_updates_of_former_epochs_come_back_from_others() {
        Dot own = new Dot(new Origin(LoneLeader.TOKYO, 99), 3);
        hear(OSAKA, TreeMap.of(3, VersionVector.upTo(own)));
        tokyo.tick();

        assertThat(asked(OSAKA)).isEqualTo("osaka tokyo");
    }

    /** Rule X6: members relay what a site that has left has made. */
    @Test
    void the_updates_of_a_site_that_has_left_come_from_members() {
        tokyo.hear(OSAKA, Said.history(tokyo.history().left(KOBE.incarnation(), OSAKA.incarnation())));
        hear(OSAKA, has(KOBE, 5));
        tokyo.tick();

        assertThat(asked(OSAKA)).isEqualTo("kobe osaka");
        assertThat(tokyo.lead().peers().keySet()).containsExactly(NARA.incarnation(), OSAKA.incarnation());
    }

    /** It would be asked again and again, and nothing could come of it. */
    @Test
    void what_can_not_come_by_the_feed_is_not_missed() {
        hear(OSAKA, has(OSAKA, 5));
        assertThat(hasMore()).isTrue();
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setDiverged(Diverged.newBuilder().setStream(3).setOrigin(StreamTable.part(OSAKA.origin()))));
        assertThat(hasMore()).isFalse();
    }

    /** A subscription of which the site says nothing, and whose patience is over, is made anew only then. */
    private boolean hasMore() {
        long number = tokyo.peer(OSAKA).demand().get().number();
        for (int tick = 0; tick < 10; tick++) {
            tokyo.hear(OSAKA, Said.status(has(OSAKA, 5), number));
            tokyo.tick();
            if (!tokyo.sent(OSAKA, BodyCase.SUBSCRIBE).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void only_what_is_not_here_counts_as_more() {
        tokyo.arrive(NARA, KOBE.origin(), MadeStore.key(3, 0), "a", "b");
        hear(OSAKA, has(KOBE, 5));

        assertThat(Sources.ahead(tokyo.store(), tokyo.peer(OSAKA), KOBE.site())).isEqualTo(3);
    }

    /** It makes the updates of kobe's no less late: they come from there. */
    @Test
    void what_a_site_has_of_others_and_was_not_asked_for_is_not_missed() {
        hear(OSAKA, TreeMap.empty());
        long number = tokyo.peer(OSAKA).demand().get().number();
        for (int tick = 0; tick < 20; tick++) {
            hear(KOBE, TreeMap.empty());
            tokyo.hear(OSAKA, Said.status(has(KOBE, 5), number));
            tokyo.tick();
            assertThat(tokyo.sent(OSAKA, BodyCase.SUBSCRIBE)).isEmpty();
        }
    }
}
