package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.geo.message.Batch;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.NotLeader;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.site.message.Arrive;
import org.junit.jupiter.api.Test;

/** Which messages of others count, and whom a leader talks to. */
class ReceivingTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");

    private final LoneLeader tokyo = LoneLeader.among(KOBE, OSAKA);

    private static GeoEnvelope.Builder leads(String server) {
        return GeoEnvelope.newBuilder().setNotLeader(NotLeader.newBuilder().setLeader(server));
    }

    @Test
    void what_another_cluster_says_does_not_count() {
        tokyo.receive(OSAKA.first(), OSAKA.signed(Said.status()).setCluster(tokyo.cluster() + 1));

        assertThat(tokyo.cluster()).isNotZero();
        assertThat(tokyo.ignored()).containsExactly("of another cluster");
        assertThat(tokyo.peer(OSAKA).contact().heard()).isFalse();
    }

    @Test
    void what_is_malformed_changes_nothing() {
        tokyo.hear(OSAKA, Said.batch(0, 1, Arrive.newBuilder().setSite("kobe").setStream(3)));
        assertThat(tokyo.ignored().get(0)).startsWith("malformed: ");
        assertThat(tokyo.peer(OSAKA).contact().heard()).isFalse();
    }

    @Test
    void a_message_of_no_kind_does_not_count() {
        tokyo.hear(OSAKA, GeoEnvelope.newBuilder());
        assertThat(tokyo.ignored()).containsExactly("of no known kind");
    }

    @Test
    void a_server_that_does_not_lead_says_so_and_does_nothing_else() {
        LoneLeader started = LoneLeader.started(OSAKA);
        started.hear(OSAKA, Said.status());

        assertThat(started.leads()).isFalse();
        assertThat(started.sent(OSAKA)).hasSize(1);
        assertThat(started.sent(OSAKA, BodyCase.NOT_LEADER).get(0).getTenure()).isZero();
        started.receive(OSAKA.first(), leads("osaka/2"));
        assertThat(started.ignored()).containsExactly("names no leader");
        started.bringAbout(new Event.TimerFired(GeoServer.TICK));
        assertThat(started.ignored()).containsExactly("not a leader");
    }

    @Test
    void a_leader_reports_as_soon_as_it_leads_and_at_each_tick() {
        assertThat(tokyo.sent(OSAKA, BodyCase.STATUS)).hasSize(1);
        assertThat(tokyo.isSet(GeoServer.TICK)).isTrue();
        assertThat(tokyo.lead().ticks()).isEqualTo(1);
        tokyo.tick();
        assertThat(tokyo.sent(OSAKA, BodyCase.STATUS)).hasSize(1);
        assertThat(tokyo.isSet(GeoServer.TICK)).isTrue();
        assertThat(tokyo.lead().ticks()).isEqualTo(2);
    }

    @Test
    void whoever_is_named_by_a_server_that_was_asked_is_asked_at_once() {
        tokyo.receive(OSAKA.first(), leads("osaka/2"));

        assertThat(tokyo.sentTo(OSAKA.second()).map(GeoEnvelope::getBodyCase)).containsExactly(BodyCase.STATUS);
        assertThat(tokyo.peer(OSAKA).contact().server()).isEqualTo(OSAKA.second());
        assertThat(tokyo.peer(KOBE).contact().server()).isEqualTo(KOBE.first());
    }

    @Test
    void a_server_that_was_not_asked_and_a_leader_of_another_site_change_nothing() {
        tokyo.receive(OSAKA.second(), leads("osaka/1"));
        assertThat(tokyo.sent(OSAKA)).isEmpty();
        tokyo.receive(OSAKA.first(), leads("kobe/2"));
        assertThat(tokyo.sentTo(KOBE.second())).isEmpty();
        tokyo.receive(OSAKA.first(), leads(""));
        assertThat(tokyo.ignored()).containsExactly("names no leader");
        tokyo.receive(OSAKA.first(), leads("x".repeat(255)));
        assertThat(tokyo.ignored()).isEmpty();
        tokyo.receive(OSAKA.first(), leads("x".repeat(256)));
        assertThat(tokyo.ignored()).containsExactly("names no leader");
        assertThat(tokyo.peer(OSAKA).contact().server()).isEqualTo(OSAKA.first());
    }

    @Test
    void of_a_site_that_says_nothing_each_server_is_asked_in_turn() {
        tokyo.hear(OSAKA, Said.status());
        StringBuilder asked = new StringBuilder();
        for (int tick = 0; tick < 8; tick++) {
            tokyo.tick();
            asked.append(tokyo.sentTo(OSAKA.first()).isEmpty() ? 2 : 1);
        }

        assertThat(asked).hasToString("11121212"); // from half the silence on
        tokyo.hear(OSAKA, Said.status());
        tokyo.pass(LoneLeader.SILENCE.dividedBy(2).minus(GeoOptions.Timing.USUAL.tick()));
        tokyo.tick();
        assertThat(tokyo.sentTo(OSAKA.first())).isNotEmpty();
    }

    @Test
    void a_site_is_heard_until_it_was_silent_for_too_long() {
        assertThat(tokyo.peer(OSAKA).isHeard(tokyo.now(), 1)).isFalse();
        tokyo.hear(OSAKA, Said.status());
        Peer osaka = tokyo.peer(OSAKA);
        assertThat(osaka.isHeard(tokyo.now() + 7, 7)).isTrue();
        assertThat(osaka.isHeard(tokyo.now() + 8, 7)).isFalse();
    }

    @Test
    void a_peer_that_stays_is_remembered_when_others_come_and_go() {
        tokyo.hear(OSAKA, Said.status());
        Demand before = tokyo.peer(OSAKA).demand().get();
        tokyo.pass(Duration.ofMillis(5));
        tokyo.hear(OSAKA, Said.history(tokyo.history().left(KOBE.incarnation(), OSAKA.incarnation())));

        assertThat(tokyo.lead().peers().keySet()).containsExactly(OSAKA.incarnation());
        assertThat(tokyo.peer(OSAKA).demand()).contains(before);
    }

    @Test
    void no_site_is_its_own_peer() {
        assertThat(tokyo.lead().peers().keySet()).containsExactly(KOBE.incarnation(), OSAKA.incarnation());
        assertThat(Vector.ofAll(tokyo.lead().peers().values())
                        .map(peer -> peer.contact().server()))
                .containsExactly(KOBE.first(), OSAKA.first());
    }

    @Test
    void what_names_no_site_is_malformed() {
        tokyo.receive(
                new NodeId("x"),
                GeoEnvelope.newBuilder().setCluster(tokyo.cluster()).setBatch(Batch.getDefaultInstance()));
        assertThat(tokyo.ignored().get(0)).startsWith("malformed: ");
    }

    /** It can put nothing into the log: another server may lead better. */
    @Test
    void a_leader_whose_disk_is_full_does_nothing_for_other_sites() {
        tokyo.fillDisk();
        tokyo.arrive(OSAKA, OSAKA.origin(), MadeStore.key(3, 0), "a");
        assertThat(tokyo.leads()).isFalse();
        assertThat(tokyo.isSet(GeoServer.TICK)).isFalse();
        assertThat(tokyo.effects()).contains(new Effect.CancelTimer(GeoServer.TICK));

        tokyo.hear(OSAKA, Said.status());
        assertThat(tokyo.sent(OSAKA, BodyCase.NOT_LEADER).get(0).getNotLeader().getLeader())
                .isEqualTo("tokyo/1");
        assertThat(tokyo.sent(OSAKA)).hasSize(1);
    }
}
