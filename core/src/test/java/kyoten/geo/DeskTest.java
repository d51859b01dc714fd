package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import java.time.Duration;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Diverged;
import kyoten.geo.message.GeoEnvelope;
import kyoten.gossip.Incarnation;
import kyoten.gossip.message.MemberPart;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.LeaveSite;
import kyoten.site.message.Members;
import kyoten.site.message.SiteStability;
import kyoten.site.message.Stability;
import kyoten.site.message.StabilityReport;
import kyoten.site.message.Status;
import org.junit.jupiter.api.Test;

/** What an operator is told of the sites together. */
class DeskTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final AdminRequest.Builder STABILITY =
            AdminRequest.newBuilder().setStability(Stability.getDefaultInstance());
    private static final VersionVector TWO = VersionVector.upTo(KOBE.dot(2));

    private final LoneLeader tokyo = LoneLeader.among(KOBE, OSAKA);

    DeskTest() {
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(3, 0), "a", "b");
    }

    private StabilityReport report() {
        return tokyo.order(STABILITY).get(0).getStability();
    }

    private SiteStability osaka() {
        return report().getSites(1);
    }

    @Test
    void an_operator_of_the_same_process_is_answered_by_it() {
        tokyo.bringAbout(new Event.Asked(4, STABILITY.build()));
        AdminReply here = tokyo.effects().stream()
                .filter(Effect.Reply.class::isInstance)
                .map(effect -> (AdminReply) ((Effect.Reply) effect).body())
                .findFirst()
                .orElseThrow();
        assertThat(here.getStability()).isEqualTo(report());
    }

    @Test
    void a_report_tells_who_holds_collection_back_and_by_how_much() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, VersionVector.upTo(KOBE.dot(1)))));
        tokyo.pass(Duration.ofMillis(700));

        assertThat(osaka())
                .isEqualTo(SiteStability.newBuilder()
                        .setSite("osaka")
                        .setHeard(true)
                        .setSilentMs(700)
                        .setSameMembers(true)
                        .setKnownEpoch(true)
                        .setBehindUpdates(1)
                        .setBehindStreams(1)
                        .setHoldsBack(true)
                        .build());
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)));
        assertThat(osaka().getHoldsBack()).isFalse();
        assertThat(osaka().getBehindUpdates()).isZero();
        tokyo.pass(LoneLeader.SILENCE.plusMillis(1));
        assertThat(osaka().getHeard()).isFalse();
        assertThat(osaka().getHoldsBack()).isFalse();
    }

    @Test
    void a_report_tells_why_what_a_site_said_does_not_count() {
        assertThat(osaka().getHoldsBack()).isTrue();
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, TWO)).setMembersDigest(5));
        assertThat(osaka().getSameMembers()).isFalse();
        assertThat(osaka().getHoldsBack()).isTrue();
        tokyo.hear(OSAKA.in(8), Said.status(TreeMap.of(3, TWO)));
        assertThat(osaka().getKnownEpoch()).isFalse();
        assertThat(osaka().getHoldsBack()).isTrue();
    }

    @Test
    void a_report_tells_in_which_streams_one_name_stands_for_two_updates() {
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setDiverged(Diverged.newBuilder().setStream(3).setOrigin(StreamTable.part(KOBE.origin()))));
        assertThat(osaka().getDivergedList()).containsExactly(3);
    }

    @Test
    void a_report_tells_what_is_kept_and_what_the_site_is() {
        StabilityReport report = report();
        assertThat(report.getLoggedBytes())
                .isEqualTo(tokyo.store().streams().get(3).log(KOBE.origin()).bytes());
        assertThat(report.getTombstones()).isZero();
        assertThat(report.getFenced()).isFalse();
        assertThat(report.getDraining()).isFalse();

        tokyo.order(
                AdminRequest.newBuilder().setLeaveSite(LeaveSite.newBuilder().setSite("tokyo")));
        assertThat(report().getDraining()).isTrue();
        tokyo.hear(
                OSAKA, Said.history(tokyo.history().left(Incarnation.founder(LoneLeader.TOKYO), OSAKA.incarnation())));
        assertThat(report().getFenced()).isTrue();
    }

    @Test
    void deletions_that_are_kept_are_counted() {
        var run = Said.run(tokyo.store(), KOBE.origin(), MadeStore.key(3, 0), "x");
        run.getUpdatesBuilder(0).clearValue();
        tokyo.hear(KOBE, Said.batch(0, 0, run));
        assertThat(report().getTombstones()).isEqualTo(1);
    }

    @Test
    void all_members_are_listed() {
        AdminReply reply = tokyo.order(AdminRequest.newBuilder().setMembers(Members.getDefaultInstance()))
                .get(0);
        assertThat(reply.getMembers().getMembersList().stream()
                        .map(MemberPart::getIncarnation)
                        .map(incarnation -> incarnation.getSite()))
                .containsExactly("kobe", "osaka", "tokyo");
    }

    @Test
    void an_operator_who_asks_through_the_host_is_answered_there() {
        tokyo.bringAbout(new Event.Asked(4, STABILITY.setNumber(6).build()));
        assertThat(tokyo.effects())
                .anyMatch(effect -> effect instanceof Effect.Reply reply
                        && reply.request() == 4
                        && ((AdminReply) reply.body()).getNumber() == 6);
    }

    @Test
    void what_is_of_one_site_is_for_its_own_desk() {
        AdminRequest.Builder status = AdminRequest.newBuilder().setStatus(Status.getDefaultInstance());
        tokyo.bringAbout(new Event.Asked(4, status.build()));
        assertThat(tokyo.effects())
                .anyMatch(effect -> effect instanceof Effect.Reply reply && ((AdminReply) reply.body()).hasStatus());
        assertThat(tokyo.order(status).get(0).hasStatus()).isTrue();
        assertThat(Desk.isForGeo(status.build())).isFalse();
        assertThat(Desk.isForGeo(STABILITY.build())).isTrue();
    }

    @Test
    void a_server_that_does_not_lead_says_so() {
        LoneLeader started = LoneLeader.started(OSAKA);
        assertThat(started.order(STABILITY).get(0).getRefused().getNotLeading()).isTrue();
    }
}
