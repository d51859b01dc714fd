package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import java.time.Duration;
import java.util.List;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Batch;
import kyoten.geo.message.Behind;
import kyoten.geo.message.Credit;
import kyoten.geo.message.Diverged;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.Subscribe;
import kyoten.node.Effect;
import kyoten.site.message.Arrive;
import org.junit.jupiter.api.Test;

/** Rule X1, the end that asks. */
class DemandsTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final ByteString KEY = MadeStore.key(3, 0);
    private static final ByteString OTHER_KEY = MadeStore.key(4, 0);

    private final LoneLeader tokyo = LoneLeader.among(OSAKA, KOBE);

    private List<Subscribe> asked() {
        return tokyo.sent(OSAKA, BodyCase.SUBSCRIBE).stream()
                .map(GeoEnvelope::getSubscribe)
                .toList();
    }

    private List<Credit> credits() {
        return tokyo.sent(OSAKA, BodyCase.CREDIT).stream()
                .map(GeoEnvelope::getCredit)
                .toList();
    }

    private long number() {
        return tokyo.peer(OSAKA).demand().get().number();
    }

    private VersionVector applied(int stream) {
        return tokyo.store().streams().get(stream).applied();
    }

    private Arrive.Builder run(ByteString key, String... values) {
        return Said.run(tokyo.store(), OSAKA.origin(), key, values);
    }

    /** Osaka says now and then that it feeds this site, and how far it is itself. */
    private void osakaFeeds(TreeMap<Integer, VersionVector> applied, Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis += 200) {
            tokyo.hear(OSAKA, Said.status(applied, number()));
            tokyo.tick();
        }
    }

    @Test
    void a_site_that_is_heard_is_asked_for_its_updates_from_what_is_committed_on() {
        tokyo.arrive(KOBE, OSAKA.origin(), KEY, "a", "b");
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "c");
        tokyo.hear(OSAKA, Said.status());

        assertThat(asked()).hasSize(1);
        assertThat(asked().get(0).getSitesList()).containsExactly("osaka");
        assertThat(asked().get(0).getCredit()).isEqualTo(GeoOptions.Sizes.USUAL.credit());
        assertThat(StreamTable.vectors(asked().get(0).getCursors()))
                .isEqualTo(TreeMap.of(3, VersionVector.upTo(OSAKA.dot(2))));
        assertThat(tokyo.notes(Marks.FEED_ASKED)).hasSize(1);
    }

    @Test
    void a_feed_that_goes_on_is_not_asked_for_again() {
        tokyo.hear(OSAKA, Said.status());
        long first = number();
        tokyo.arrive(KOBE, OSAKA.origin(), KEY, "a");
        osakaFeeds(TreeMap.of(3, VersionVector.upTo(OSAKA.dot(1))), Duration.ofSeconds(60));

        assertThat(number()).isEqualTo(first);
    }

    @Test
    void a_site_that_does_not_know_of_the_subscription_is_asked_again_more_and_more_seldom() {
        tokyo.hear(OSAKA, Said.status());
        StringBuilder when = new StringBuilder();
        for (int tick = 1; tick <= 400; tick++) {
            tokyo.hear(OSAKA, Said.status());
            tokyo.tick();
            if (!asked().isEmpty()) {
                when.append(tick).append(' ');
            }
        }

        // 1.5, 3, 6, 12, 24, and again 24 seconds, at ticks of 0.2
        assertThat(when).hasToString("8 24 55 116 237 358 ");
    }

    @Test
    void a_site_that_has_more_than_it_sent_is_asked_again_when_patience_is_over() {
        tokyo.hear(OSAKA, Said.status());
        long first = number();
        TreeMap<Integer, VersionVector> more = TreeMap.of(3, VersionVector.upTo(OSAKA.dot(1)));
        osakaFeeds(more, Duration.ofMillis(1400));
        assertThat(number()).isEqualTo(first);
        osakaFeeds(more, Duration.ofMillis(200));
        assertThat(number()).isNotEqualTo(first);
    }

    @Test
    void what_comes_of_a_feed_puts_off_that_it_is_asked_for_again() {
        tokyo.hear(OSAKA, Said.status());
        long first = number();
        TreeMap<Integer, VersionVector> more = TreeMap.of(3, VersionVector.upTo(OSAKA.dot(9)));
        osakaFeeds(more, Duration.ofMillis(1400));
        tokyo.hear(OSAKA, Said.batch(first, 1, run(KEY, "a")));
        osakaFeeds(more, Duration.ofMillis(1400));
        assertThat(number()).isEqualTo(first);
        osakaFeeds(more, Duration.ofMillis(200));
        assertThat(number()).isNotEqualTo(first);
    }

    @Test
    void the_feed_of_a_new_leader_is_asked_for_anew() {
        tokyo.hear(OSAKA, Said.status());
        long first = number();
        tokyo.hear(OSAKA.underNewLeader(), Said.status());

        assertThat(asked()).hasSize(1);
        assertThat(number()).isNotEqualTo(first);
    }

    @Test
    void a_site_that_falls_silent_is_asked_for_nothing_any_more() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.pass(LoneLeader.SILENCE);
        tokyo.tick();

        assertThat(tokyo.peer(OSAKA).demand()).isEmpty();
    }

    @Test
    void a_site_that_has_left_asks_nobody() {
        tokyo.hear(
                OSAKA,
                Said.history(
                        tokyo.history().left(tokyo.store().standing().self().get(), OSAKA.incarnation())));
        tokyo.tick();

        assertThat(tokyo.store().standing().isMember()).isFalse();
        assertThat(asked()).isEmpty();
    }

    @Test
    void a_batch_is_acknowledged_once_it_is_committed() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.holdDisk();
        tokyo.hear(OSAKA, Said.batch(number(), 1, run(KEY, "a"), run(OTHER_KEY, "b")));
        assertThat(credits()).isEmpty();
        assertThat(applied(3).isEmpty()).isTrue();

        tokyo.releaseDisk();
        assertThat(credits())
                .containsExactly(
                        Credit.newBuilder().setNumber(number()).setSequence(1).build());
        assertThat(applied(3).get(OSAKA.origin())).isEqualTo(1);
        assertThat(applied(4).get(OSAKA.origin())).isEqualTo(1);
    }

    @Test
    void credit_is_given_up_to_the_first_batch_that_is_not_committed() {
        tokyo.hear(OSAKA, Said.status());
        Arrive.Builder first = run(KEY, "a");
        tokyo.holdDisk();
        tokyo.hear(OSAKA, Said.batch(number(), 1, first));
        tokyo.hear(OSAKA, Said.batch(number(), 2, Said.after(first, "b")));
        tokyo.hear(OSAKA, Said.batch(number(), 3, run(OTHER_KEY, "c").setFirstN(2)));
        tokyo.releaseDisk();

        assertThat(credits().get(credits().size() - 1).getSequence()).isEqualTo(2);
        assertThat(tokyo.peer(OSAKA).demand().get().arriving()).hasSize(1);
    }

    @Test
    void a_batch_that_came_before_its_turn_waits_for_it() {
        tokyo.hear(OSAKA, Said.status());
        Arrive.Builder first = run(KEY, "a");
        tokyo.hear(OSAKA, Said.batch(number(), 2, Said.after(first, "b")));
        assertThat(applied(3).isEmpty()).isTrue();
        assertThat(credits()).isEmpty();

        tokyo.hear(OSAKA, Said.batch(number(), 1, first));
        assertThat(applied(3).get(OSAKA.origin())).isEqualTo(2);
        assertThat(credits().get(credits().size() - 1).getSequence()).isEqualTo(2);
        assertThat(tokyo.peer(OSAKA).demand().get().early()).isEmpty();
    }

    @Test
    void a_batch_that_is_here_is_ignored() {
        tokyo.hear(OSAKA, Said.status());
        GeoEnvelope.Builder first = Said.batch(number(), 1, run(KEY, "a"));
        tokyo.hear(OSAKA, first);
        tokyo.hear(OSAKA, first);

        assertThat(tokyo.ignored()).hasSize(1);
        assertThat(credits()).isEmpty();
    }

    @Test
    void so_many_batches_are_kept_before_their_turn_and_no_more() {
        tokyo.hear(OSAKA, Said.status());
        for (int sequence = 2; sequence <= 66; sequence++) {
            tokyo.hear(OSAKA, Said.batch(number(), sequence, run(KEY, "a")));
        }

        assertThat(tokyo.peer(OSAKA).demand().get().early()).hasSize(64);
    }

    @Test
    void what_comes_of_a_former_subscription_is_taken_and_earns_no_credit() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.hear(OSAKA, Said.batch(number() + 1, 1, run(KEY, "a")));

        assertThat(applied(3).get(OSAKA.origin())).isEqualTo(1);
        assertThat(credits()).isEmpty();
        assertThat(tokyo.peer(OSAKA).demand().get().received()).isZero();
    }

    @Test
    void a_batch_with_nothing_new_goes_into_no_log() {
        tokyo.hear(OSAKA, Said.status());
        Arrive.Builder first = run(KEY, "a");
        tokyo.arrive(KOBE, OSAKA.origin(), KEY, "a");
        tokyo.hear(OSAKA, Said.batch(number(), 1, first));

        assertThat(tokyo.ignored()).contains("updates that are here");
        assertThat(tokyo.effects()).noneMatch(effect -> effect instanceof Effect.Append);
    }

    @Test
    void updates_that_go_on_from_another_past_are_refused_and_both_sides_told() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.arrive(KOBE, OSAKA.origin(), KEY, "a");
        tokyo.hear(OSAKA, Said.batch(number(), 1, run(KEY, "b").setHashBefore(5), run(OTHER_KEY, "c")));

        assertThat(applied(3).get(OSAKA.origin())).isEqualTo(1);
        assertThat(applied(4).get(OSAKA.origin())).isEqualTo(1);
        Diverged told = tokyo.sent(OSAKA, BodyCase.DIVERGED).get(0).getDiverged();
        assertThat(told.getStream()).isEqualTo(3);
        assertThat(told.getN()).isEqualTo(2);
        assertThat(told.getOrigin()).isEqualTo(StreamTable.part(OSAKA.origin()));
        assertThat(tokyo.notes(Marks.STREAMS_DIVERGED)).hasSize(1);
        assertThat(tokyo.peer(OSAKA).diverged()).containsExactly(3);

        tokyo.hear(OSAKA.underNewLeader(), Said.status());
        assertThat(asked().get(0).getRefusedList()).containsExactly(3);
    }

    @Test
    void whoever_is_told_that_updates_differ_asks_for_their_stream_no_more() {
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setDiverged(Diverged.newBuilder()
                                .setStream(3)
                                .setOrigin(StreamTable.part(KOBE.origin()))
                                .setN(7)));

        assertThat(tokyo.peer(OSAKA).diverged()).containsExactly(3);
        assertThat(tokyo.notes(Marks.STREAMS_DIVERGED)).hasSize(1);
        assertThat(tokyo.notes(Marks.STREAMS_DIVERGED).get(0)).contains("stream 3 at " + KOBE.origin() + ":7");
        tokyo.hear(OSAKA, Said.status());
        long first = number();
        osakaFeeds(TreeMap.of(3, VersionVector.upTo(OSAKA.dot(9))), Duration.ofSeconds(10));
        assertThat(number()).isEqualTo(first);
    }

    @Test
    void streams_that_a_log_can_not_bring_up_are_compared_and_not_waited_for() {
        tokyo.hear(OSAKA, Said.status());
        GeoEnvelope.Builder behind = GeoEnvelope.newBuilder()
                .setBehind(Behind.newBuilder().setNumber(number()).addStreams(3));
        tokyo.hear(OSAKA, behind);

        assertThat(tokyo.peer(OSAKA).demand().get().behind()).containsExactly(3);
        assertThat(tokyo.sent(OSAKA, BodyCase.COMPARE)).hasSize(1);
    }

    @Test
    void streams_of_another_subscription_are_not_compared() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setBehind(Behind.newBuilder().setNumber(number() + 1).addStreams(3)));

        assertThat(tokyo.ignored()).containsExactly("of another subscription");
        assertThat(tokyo.sent(OSAKA, BodyCase.COMPARE)).isEmpty();
    }

    /** It would make the comparison void. They are asked for again when that is over. */
    @Test
    void nothing_is_taken_of_a_stream_that_is_being_compared() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setBehind(Behind.newBuilder().setNumber(number()).addStreams(3)));
        tokyo.hear(KOBE, Said.status());
        Batch.Builder batch = Said.batch(
                        tokyo.peer(KOBE).demand().get().number(),
                        1,
                        Said.run(tokyo.store(), KOBE.origin(), KEY, "a"),
                        Said.run(tokyo.store(), KOBE.origin(), OTHER_KEY, "b"))
                .getBatchBuilder();
        tokyo.hear(KOBE, GeoEnvelope.newBuilder().setBatch(batch));

        assertThat(applied(3).isEmpty()).isTrue();
        assertThat(applied(4).get(KOBE.origin())).isEqualTo(1);
        assertThat(tokyo.peer(KOBE).demand().get().behind()).containsExactly(3);
    }

    @Test
    void updates_that_go_on_from_what_is_here_or_begin_before_are_taken() {
        tokyo.hear(OSAKA, Said.status());
        Arrive.Builder first = run(KEY, "a");
        tokyo.hear(OSAKA, Said.batch(number(), 1, first));
        tokyo.hear(OSAKA, Said.batch(number(), 2, run(KEY, "b")));
        assertThat(applied(3).get(OSAKA.origin())).isEqualTo(2);

        Arrive.Builder longer = Said.after(first, "b", "c");
        tokyo.hear(OSAKA, Said.batch(number(), 3, longer));
        assertThat(applied(3).get(OSAKA.origin())).isEqualTo(3);
        assertThat(tokyo.peer(OSAKA).diverged()).isEmpty();
    }
}
