package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import kyoten.causal.VersionVector;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.Status;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final ByteString KEY = MadeStore.key(3, 0);
    private static final VersionVector ONE = VersionVector.upTo(KOBE.dot(1));
    private static final VersionVector TWO = VersionVector.upTo(KOBE.dot(2));

    private final LoneLeader tokyo = LoneLeader.among(OSAKA, KOBE);

    private Status told() {
        return tokyo.sent(OSAKA, BodyCase.STATUS).get(0).getStatus();
    }

    private TreeMap<Integer, VersionVector> applied() {
        return TreeMap.ofAll(StreamTable.vectors(told().getApplied()).toJavaMap());
    }

    private static GeoEnvelope.Builder changes(TreeMap<Integer, VersionVector> applied) {
        return Said.status(Status.newBuilder().setApplied(StreamTable.message(applied)));
    }

    @Test
    void each_tick_tells_every_site_how_far_this_one_is() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        tokyo.setWall(77);
        tokyo.tick();

        assertThat(applied()).isEqualTo(TreeMap.of(3, ONE));
        assertThat(told().getComplete()).isTrue();
        assertThat(tokyo.sent(KOBE, BodyCase.STATUS)).hasSize(1);
        assertThat(tokyo.sent(OSAKA, BodyCase.STATUS)).hasSize(1);
    }

    @Test
    void a_report_says_by_which_clock_under_which_membership_and_what_is_fed() {
        tokyo.hear(OSAKA, GeoEnvelope.newBuilder().setSubscribe(Said.subscribe(9, 1, KOBE)));
        tokyo.hear(OSAKA, Said.status(Status.newBuilder().setWall(1L << 60).setAsking(33)));
        tokyo.setWall(77);
        tokyo.tick();

        assertThat(told().getFeeding()).isEqualTo(9);
        assertThat(told().getHeardAsking()).isEqualTo(33);
        assertThat(told().getAsking()).isZero();
        assertThat(told().getWall())
                .isEqualTo(77 + GeoOptions.Timing.USUAL.tick().toNanos());
        GeoEnvelope envelope = tokyo.sent(OSAKA, BodyCase.STATUS).get(0);
        assertThat(envelope.getMembersDigest()).isEqualTo(tokyo.history().membersDigest());
        assertThat(envelope.getHistoryDigest()).isEqualTo(tokyo.history().digest());
        assertThat(envelope.getEpoch()).isEqualTo(tokyo.store().epochs().current());
        assertThat(envelope.getTenure()).isEqualTo(tokyo.lead().tenure());
        assertThat(envelope.getSite()).isEqualTo("tokyo");
        assertThat(envelope.getCluster()).isEqualTo(tokyo.cluster());
    }

    @Test
    void who_has_been_told_all_and_is_heard_is_told_what_changed() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        tokyo.hear(OSAKA, Said.status());
        tokyo.tick();
        assertThat(told().getComplete()).isTrue();
        tokyo.tick();
        assertThat(told().getComplete()).isFalse();
        assertThat(applied()).isEmpty();
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(4, 0), "b");
        tokyo.tick();
        assertThat(told().getComplete()).isFalse();
        assertThat(applied()).isEqualTo(TreeMap.of(4, ONE));
    }

    @Test
    void who_was_never_heard_or_has_a_new_leader_is_told_all() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        tokyo.ticks(2);
        assertThat(told().getComplete()).isTrue();
        tokyo.hear(OSAKA, Said.status());
        tokyo.ticks(2);
        assertThat(told().getComplete()).isFalse();
        tokyo.hear(OSAKA.underNewLeader(), Said.status());
        tokyo.tick();
        assertThat(told().getComplete()).isTrue();
    }

    @Test
    void all_is_told_now_and_then_since_a_message_may_have_been_lost() {
        int complete = 0;
        for (int tick = 0; tick < 30; tick++) {
            tokyo.hear(OSAKA, Said.status());
            tokyo.tick();
            complete += told().getComplete() ? 1 : 0;
        }

        assertThat(complete).isEqualTo(4);
    }

    @Test
    void changes_add_to_what_was_reported_and_a_whole_report_replaces_it() {
        tokyo.hear(OSAKA, changes(TreeMap.of(3, ONE)));
        assertThat(tokyo.peer(OSAKA).reported().complete()).isFalse();
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, ONE, 4, ONE)));
        assertThat(tokyo.peer(OSAKA).reported().complete()).isTrue();
        tokyo.hear(OSAKA, changes(TreeMap.of(3, TWO)));
        assertThat(tokyo.peer(OSAKA).reported().complete()).isTrue();
        assertThat(tokyo.peer(OSAKA).reported().applied()).isEqualTo(TreeMap.of(3, TWO, 4, ONE));
        tokyo.hear(OSAKA, Said.status(TreeMap.of(5, ONE)));
        assertThat(tokyo.peer(OSAKA).reported().applied()).isEqualTo(TreeMap.of(5, ONE));
    }

    /** A restored site may have less than it reported. */
    @Test
    void what_a_site_reported_in_another_epoch_is_forgotten() {
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, ONE)));
        tokyo.hear(OSAKA.in(8), changes(TreeMap.of(4, ONE)));

        assertThat(tokyo.peer(OSAKA).reported().applied()).isEqualTo(TreeMap.of(4, ONE));
        assertThat(tokyo.peer(OSAKA).reported().complete()).isFalse();
        assertThat(tokyo.peer(OSAKA).reported().epoch()).isEqualTo(8);
    }

    @Test
    void a_report_tells_under_which_membership_it_is() {
        tokyo.hear(OSAKA, Said.status().setMembersDigest(5));
        assertThat(tokyo.peer(OSAKA).reported().membersDigest()).isEqualTo(5);
        assertThat(tokyo.peer(OSAKA).contact().heardAt()).isEqualTo(tokyo.now());
    }

    @Test
    void whoever_speaks_for_a_site_is_answered() {
        tokyo.hear(OSAKA, OSAKA.second(), Said.status());
        tokyo.tick();

        assertThat(tokyo.sentTo(OSAKA.second())).isNotEmpty();
        assertThat(tokyo.sentTo(OSAKA.first())).isEmpty();
    }
}
