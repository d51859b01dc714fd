package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.JoinRequest;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import org.junit.jupiter.api.Test;

/** Rule X6, the end that takes in. */
class JoinRequestsTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite NARA = OtherSite.of("nara").as(5);

    private final LoneLeader tokyo = LoneLeader.among(OSAKA);

    private static GeoEnvelope.Builder request(Member... history) {
        return GeoEnvelope.newBuilder()
                .setJoin(JoinRequest.newBuilder()
                        .setNumber(77)
                        .setHistory(History.of(Vector.of(history)).toMessage()));
    }

    private void ask(OtherSite site, Member... history) {
        tokyo.hear(site, request(history));
    }

    private void assertRefused(OtherSite site, String reason) {
        assertThat(tokyo.sent(site)).hasSize(1);
        assertThat(tokyo.sent(site).get(0).getJoinRefused().getNumber()).isEqualTo(77);
        assertThat(tokyo.sent(site).get(0).getJoinRefused().getReason()).contains(reason);
    }

    @Test
    void a_site_that_stands_alone_is_taken_in_and_told_when_it_asks_again() {
        ask(NARA, NARA.member());
        assertThat(tokyo.history().isMember(NARA.incarnation())).isTrue();
        assertThat(tokyo.notes(Marks.JOIN_ACCEPTED)).hasSize(1);
        assertThat(tokyo.sent(NARA, BodyCase.JOIN_REFUSED)).isEmpty();

        ask(NARA, NARA.member());
        assertThat(History.of(tokyo.sent(NARA, BodyCase.HISTORY).get(0).getHistory()))
                .isEqualTo(tokyo.history());
        assertThat(tokyo.notes(Marks.JOIN_ACCEPTED)).isEmpty();
    }

    @Test
    void a_site_of_another_cluster_is_refused() {
        tokyo.receive(NARA.first(), NARA.signed(request(NARA.member())).setCluster(tokyo.cluster() + 1));
        assertRefused(NARA, "this is another cluster");
        assertThat(tokyo.history().isMember(NARA.incarnation())).isFalse();
    }

    @Test
    void a_site_can_not_join_itself() {
        OtherSite itself = OtherSite.of("tokyo");
        ask(itself, itself.member());
        assertThat(tokyo.sentTo(itself.first()).get(0).getJoinRefused().getReason())
                .contains("can't join itself");
    }

    @Test
    void a_site_that_is_no_member_takes_nobody_in() {
        tokyo.hear(
                OSAKA, Said.history(tokyo.history().left(Incarnation.founder(LoneLeader.TOKYO), OSAKA.incarnation())));
        ask(NARA, NARA.member());
        assertRefused(NARA, "no member of the cluster");
    }

    @Test
    void a_site_that_knows_of_others_or_does_not_tell_of_itself_is_refused() {
        ask(NARA, NARA.member(), OtherSite.of("otsu").member());
        assertRefused(NARA, "not alone");
        ask(NARA, OtherSite.of("otsu").member());
        assertRefused(NARA, "not alone");
        assertThat(tokyo.history().members()).hasSize(2);
    }

    @Test
    void a_site_that_has_left_stays_out() {
        ask(NARA, NARA.member());
        tokyo.hear(OSAKA, Said.history(tokyo.history().left(NARA.incarnation(), OSAKA.incarnation())));
        ask(NARA, NARA.member());
        assertRefused(NARA, "has left for good");
    }

    @Test
    void a_name_is_taken_as_long_as_its_member_stays() {
        OtherSite second = OSAKA.as(9);
        ask(second, second.member());
        assertRefused(second, "there is a member named osaka");

        tokyo.hear(OSAKA, Said.history(tokyo.history().left(OSAKA.incarnation(), OSAKA.incarnation())));
        ask(NARA, NARA.member());
        ask(second, second.member());
        assertThat(tokyo.history().isMember(second.incarnation())).isTrue();
    }

    /** It was put back to an image of before, and may have forgotten what it wrote. */
    @Test
    void a_member_that_does_not_know_all_its_epochs_is_refused() {
        ask(NARA, NARA.member());
        ask(NARA, NARA.in(8).member());
        assertRefused(NARA, "in another epoch");
        ask(NARA, NARA.member().in(8));
        assertThat(tokyo.sent(NARA, BodyCase.HISTORY)).isNotEmpty();
    }
}
