package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.gossip.History;
import kyoten.gossip.Member;
import kyoten.node.Effect;
import org.junit.jupiter.api.Test;

/** Rule X6: how the history of the membership spreads. */
class GossipTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final OtherSite NARA = OtherSite.of("nara");
    private static final OtherSite OTSU = OtherSite.of("otsu").as(9);

    private final LoneLeader tokyo = LoneLeader.among(KOBE, NARA, OSAKA);

    private History told(OtherSite site) {
        return History.of(tokyo.sent(site, BodyCase.HISTORY).get(0).getHistory());
    }

    private void hear(History history) {
        tokyo.hear(OSAKA, Said.history(history));
    }

    @Test
    void a_site_that_knows_another_history_is_told_this_one_once_a_tick() {
        tokyo.hear(OSAKA, Said.status().setHistoryDigest(5));
        assertThat(told(OSAKA)).isEqualTo(tokyo.history());
        tokyo.hear(OSAKA, Said.status().setHistoryDigest(5));
        assertThat(tokyo.sent(OSAKA, BodyCase.HISTORY)).isEmpty();
        tokyo.tick();
        tokyo.hear(OSAKA, Said.status().setHistoryDigest(5));
        assertThat(tokyo.sent(OSAKA, BodyCase.HISTORY)).hasSize(1);
    }

    @Test
    void a_site_that_knows_the_same_is_told_nothing() {
        tokyo.hear(OSAKA, Said.status());
        assertThat(tokyo.sent(OSAKA, BodyCase.HISTORY)).isEmpty();
    }

    @Test
    void what_a_history_says_that_is_new_is_taken_over_once_it_is_committed() {
        tokyo.holdDisk();
        hear(tokyo.history().joined(OTSU.member()));
        assertThat(tokyo.history().isMember(OTSU.incarnation())).isFalse();
        tokyo.releaseDisk();

        assertThat(tokyo.history().isMember(OTSU.incarnation())).isTrue();
        assertThat(tokyo.peer(OTSU).contact().server()).isEqualTo(OTSU.first());
        assertThat(tokyo.effects()).contains(new Effect.Meet(OTSU.first(), "otsu:1"));
    }

    @Test
    void hosts_are_told_no_address_where_there_is_none() {
        Member otsu = Member.founder(OTSU.incarnation(), TreeMap.of(OTSU.first(), "", OTSU.second(), "otsu:2"));
        hear(tokyo.history().joined(otsu));
        assertThat(tokyo.effects()).contains(new Effect.Meet(OTSU.second(), "otsu:2"));
        assertThat(tokyo.effects()).doesNotContain(new Effect.Meet(OTSU.first(), ""));
    }

    /** Otherwise the host would go on calling one that left by the names that another has taken. */
    @Test
    void hosts_are_told_the_addresses_of_those_that_left_too_and_before_those_of_members() {
        Member old = Member.founder(OSAKA.as(9).incarnation(), TreeMap.of(OSAKA.first(), "old:1"));
        hear(tokyo.history()
                .left(OSAKA.incarnation(), NARA.incarnation())
                .joined(OSAKA.as(5).member())
                .joined(old)
                .left(old.incarnation(), NARA.incarnation()));
        assertThat(tokyo.effects())
                .containsSubsequence(
                        new Effect.Meet(OSAKA.first(), "old:1"), new Effect.Meet(OSAKA.first(), "osaka:1"));
    }

    @Test
    void a_history_with_nothing_new_is_ignored() {
        hear(tokyo.history());
        assertThat(tokyo.ignored()).hasSize(1);
        assertThat(tokyo.effects()).noneMatch(Effect.Append.class::isInstance);
    }

    @Test
    void whoever_tells_less_than_this_site_knows_is_told_the_rest() {
        History before = tokyo.history();
        hear(before.left(NARA.incarnation(), OSAKA.incarnation()));
        assertThat(tokyo.sent(OSAKA, BodyCase.HISTORY)).isEmpty();
        hear(before);
        assertThat(told(OSAKA)).isEqualTo(tokyo.history());
        assertThat(tokyo.ignored()).isEmpty();
    }

    /** It is of another cluster's members, or of one that this site never was in. */
    @Test
    void a_history_that_does_not_know_this_site_is_ignored() {
        hear(History.of(Vector.of(OSAKA.member(), OTSU.member())));
        assertThat(tokyo.ignored()).containsExactly("a history that does not know this site");
        assertThat(tokyo.history().isMember(OTSU.incarnation())).isFalse();
    }

    @Test
    void whoever_is_no_member_is_told_why_unless_it_knows() {
        tokyo.hear(OTSU, Said.status().setHistoryDigest(5));
        assertThat(tokyo.sent(OTSU, BodyCase.HISTORY)).hasSize(1);
        assertThat(tokyo.ignored()).containsExactly("not of a member");
        tokyo.hear(OTSU, Said.status());
        assertThat(tokyo.sent(OTSU)).isEmpty();
    }

    @Test
    void a_site_that_has_left_tells_who_does_not_know_and_hears_nothing_else() {
        hear(tokyo.history().left(tokyo.store().standing().self().get(), OSAKA.incarnation()));
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setSubscribe(Said.subscribe(9, 1, KOBE))
                        .setHistoryDigest(5));

        assertThat(told(OSAKA)).isEqualTo(tokyo.history());
        assertThat(tokyo.ignored()).containsExactly("this site has left");
        assertThat(tokyo.peer(OSAKA).supply()).isEmpty();
    }

    @Test
    void those_that_left_are_told_again_and_again_by_turns() {
        hear(tokyo.history()
                .left(NARA.incarnation(), OSAKA.incarnation())
                .left(KOBE.incarnation(), OSAKA.incarnation()));
        StringBuilder told = new StringBuilder();
        for (int tick = 2; tick <= 40; tick++) {
            tokyo.tick();
            told.append(tokyo.sent(KOBE, BodyCase.HISTORY).isEmpty() ? "" : tick + "kobe ");
            told.append(tokyo.sent(NARA, BodyCase.HISTORY).isEmpty() ? "" : tick + "nara ");
        }

        assertThat(told).hasToString("10nara 20kobe 30nara 40kobe ");
        assertThat(tokyo.sent(KOBE, BodyCase.HISTORY)).hasSize(2); // both its servers
    }

    @Test
    void those_whose_name_another_has_taken_are_not_told() {
        hear(tokyo.history()
                .left(NARA.incarnation(), OSAKA.incarnation())
                .joined(NARA.as(5).member()));
        for (int tick = 0; tick < 20; tick++) {
            tokyo.tick();
            assertThat(tokyo.sent(NARA, BodyCase.HISTORY)).isEmpty();
        }
    }
}
