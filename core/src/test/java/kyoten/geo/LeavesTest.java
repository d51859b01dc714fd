package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import java.util.List;
import kyoten.causal.VersionVector;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.Status;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.LeaveSite;
import org.junit.jupiter.api.Test;

/** Rule X6: how a site leaves. */
class LeavesTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final Incarnation ITSELF = Incarnation.founder(LoneLeader.TOKYO);
    private static final TreeMap<Integer, VersionVector> ALL =
            TreeMap.of(3, VersionVector.upTo(KOBE.dot(2)), 4, VersionVector.upTo(OSAKA.dot(1)));

    private final LoneLeader tokyo = LoneLeader.among(KOBE, OSAKA);

    LeavesTest() {
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(3, 0), "a", "b");
        tokyo.arrive(KOBE, OSAKA.origin(), MadeStore.key(4, 0), "c");
        tokyo.pass(LoneLeader.SILENCE.plusMillis(1));
    }

    private static AdminRequest.Builder leave(String site, boolean force) {
        return AdminRequest.newBuilder()
                .setLeaveSite(LeaveSite.newBuilder().setSite(site).setForce(force));
    }

    private static String reason(List<AdminReply> replies) {
        assertThat(replies).hasSize(1);
        return replies.get(0).getRefused().getReason();
    }

    /** Whether it says that it has left, once some time has passed. */
    private boolean leaves(OtherSite to) {
        tokyo.tick();
        return tokyo.sent(to, BodyCase.HISTORY).stream()
                .anyMatch(message -> !History.of(message.getHistory()).isMember(ITSELF));
    }

    private void hear(OtherSite site, SortedMap<Integer, VersionVector> applied) {
        tokyo.hear(site, Said.status(applied));
    }

    @Test
    void nobody_leaves_who_is_no_member() {
        assertThat(reason(tokyo.order(leave("nara", false)))).contains("no member named nara", "kobe, osaka, tokyo");
    }

    @Test
    void the_last_site_does_not_leave() {
        assertThat(reason(LoneLeader.among().order(leave("tokyo", false)))).contains("the last site");
    }

    @Test
    void another_site_is_to_be_asked_itself() {
        assertThat(reason(tokyo.order(leave("osaka", false)))).contains("ask a server of osaka");
        assertThat(tokyo.store().standing().draining()).isFalse();
        assertThat(tokyo.history().members()).hasSize(3);
    }

    @Test
    void a_site_that_leaves_takes_no_more_writes_and_stays_until_all_have_what_it_has() {
        tokyo.order(leave("tokyo", false));
        assertThat(tokyo.store().standing().draining()).isTrue();
        assertThat(tokyo.store().standing().takesUpdates()).isFalse();
        assertThat(leaves(OSAKA)).isFalse();
        hear(OSAKA, ALL);
        hear(KOBE, ALL.remove(4));
        assertThat(leaves(OSAKA)).isFalse();
        hear(KOBE, ALL.put(3, VersionVector.upTo(KOBE.dot(1))));
        assertThat(leaves(OSAKA)).isFalse();

        hear(KOBE, ALL);
        assertThat(leaves(OSAKA)).isTrue();
        assertThat(leaves(KOBE)).isTrue();
        assertThat(tokyo.history().isMember(ITSELF)).isTrue();
        assertThat(tokyo.replies()).isEmpty();
    }

    @Test
    void whoever_is_not_heard_is_not_waited_for() {
        tokyo.order(leave("tokyo", false));
        hear(OSAKA, ALL);
        assertThat(leaves(OSAKA)).isTrue();
        assertThat(tokyo.sent(KOBE, BodyCase.HISTORY)).isEmpty();
    }

    /** What it said may be about another disk. */
    @Test
    void a_site_that_has_not_reported_all_is_waited_for() {
        tokyo.order(leave("tokyo", false));
        tokyo.hear(OSAKA, Said.status(Status.newBuilder().setApplied(StreamTable.message(ALL))));
        assertThat(leaves(OSAKA)).isFalse();
    }

    @Test
    void who_was_not_told_to_leave_stays() {
        hear(OSAKA, ALL);
        hear(KOBE, ALL);
        assertThat(leaves(OSAKA)).isFalse();
    }

    @Test
    void an_operator_is_told_once_others_have_taken_it_down() {
        tokyo.order(leave("tokyo", false));
        tokyo.orderAgain(leave("tokyo", false));
        assertThat(tokyo.lead().leaving()).hasSize(1);
        tokyo.hear(OSAKA, Said.history(tokyo.history().left(ITSELF, OSAKA.incarnation())));

        assertThat(tokyo.replies()).hasSize(1);
        assertThat(tokyo.replies().get(0).getDone().getWarning()).isEmpty();
        assertThat(tokyo.lead().leaving()).isEmpty();
        hear(OSAKA, ALL);
        tokyo.tick();
        assertThat(tokyo.sent(OSAKA, BodyCase.HISTORY)).isEmpty();
    }

    @Test
    void each_operator_is_told_of_the_site_that_he_asked_about() {
        tokyo.order(leave("tokyo", false));
        tokyo.order(leave("osaka", true));

        assertThat(tokyo.replies()).hasSize(1);
        assertThat(tokyo.lead().leaving().map(Leadership.Leaving::site)).containsExactly(ITSELF);
    }

    @Test
    void a_site_that_is_put_out_by_force_is_out_and_what_may_be_lost_is_told() {
        List<AdminReply> replies = tokyo.order(leave("kobe", true));

        assertThat(tokyo.history().isMember(KOBE.incarnation())).isFalse();
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).getDone().getWarning()).contains("of kobe this site has 2 updates");
        assertThat(tokyo.notes(Marks.FORCED_LEAVE)).hasSize(1);
        assertThat(tokyo.store().standing().draining()).isFalse();
    }

    @Test
    void a_site_that_is_no_member_any_more_puts_nobody_out() {
        tokyo.hear(OSAKA, Said.history(tokyo.history().left(ITSELF, OSAKA.incarnation())));
        assertThat(reason(tokyo.order(leave("kobe", true)))).contains("itself no member");
        assertThat(tokyo.history().isMember(KOBE.incarnation())).isTrue();
    }

    @Test
    void whoever_puts_out_others_stays_if_they_put_it_out_before_they_knew() {
        History before = tokyo.history();
        tokyo.order(leave("kobe", true));
        tokyo.order(leave("osaka", true));
        tokyo.hear(OSAKA, Said.history(before.left(ITSELF, OSAKA.incarnation())));
        assertThat(tokyo.store().standing().staysAlone()).isTrue();
    }
}
