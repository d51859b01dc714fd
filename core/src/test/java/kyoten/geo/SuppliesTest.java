package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import java.util.List;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Batch;
import kyoten.geo.message.Credit;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.Subscribe;
import org.junit.jupiter.api.Test;

/** Rule X1, the end that sends. */
class SuppliesTest {
    private static final long PLENTY = 1 << 20;
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final ByteString KEY = MadeStore.key(3, 0);
    private static final ByteString OTHER_KEY = MadeStore.key(4, 0);

    private final LoneLeader tokyo =
            LoneLeader.among(options -> options.with(new GeoOptions.Sizes(1, PLENTY, 1)), OSAKA, KOBE);

    private void subscribe(Subscribe.Builder subscribe) {
        tokyo.hear(OSAKA, GeoEnvelope.newBuilder().setSubscribe(subscribe));
    }

    private void credit(long number, long sequence) {
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setCredit(Credit.newBuilder().setNumber(number).setSequence(sequence)));
    }

    /** The values that were sent in each batch. */
    private List<String> fed() {
        return tokyo.sent(OSAKA, BodyCase.BATCH).stream()
                .map(message -> text(message.getBatch()))
                .toList();
    }

    private static String text(Batch batch) {
        StringBuilder text = new StringBuilder(batch.getNumber() + "." + batch.getSequence() + ":");
        batch.getRunsList()
                .forEach(run -> run.getUpdatesList()
                        .forEach(update -> text.append(update.getValue().toStringUtf8())));
        return text.toString();
    }

    @Test
    void a_site_is_fed_what_is_here_and_what_comes_once_it_is_committed() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a", "b");
        subscribe(Said.subscribe(9, PLENTY, KOBE));
        assertThat(fed()).containsExactly("9.1:a", "9.2:b");

        tokyo.holdDisk();
        tokyo.arrive(KOBE, KOBE.origin(), OTHER_KEY, "c");
        assertThat(fed()).isEmpty();
        tokyo.releaseDisk();
        assertThat(fed()).containsExactly("9.3:c");
        assertThat(tokyo.sent(OSAKA, BodyCase.BEHIND)).isEmpty();
        tokyo.tick();
        assertThat(fed()).isEmpty();
    }

    @Test
    void a_site_is_fed_from_where_it_is_on() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a", "b");
        subscribe(Said.subscribe(9, PLENTY, KOBE)
                .setCursors(StreamTable.message(TreeMap.of(3, VersionVector.upTo(KOBE.dot(1))))));

        assertThat(fed()).containsExactly("9.1:b");
    }

    @Test
    void a_site_is_not_fed_what_it_makes_itself() {
        tokyo.arrive(KOBE, OSAKA.origin(), KEY, "its own");
        tokyo.arrive(KOBE, OSAKA.in(6).origin(), KEY, "of before");
        subscribe(Said.subscribe(9, PLENTY, OSAKA));

        assertThat(fed()).containsExactly("9.1:of before");
    }

    @Test
    void a_stream_that_a_site_refuses_is_not_fed_to_it_ever() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        subscribe(Said.subscribe(9, PLENTY, KOBE).addRefused(3));
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "b");
        assertThat(fed()).isEmpty();
        tokyo.arrive(KOBE, KOBE.origin(), OTHER_KEY, "c");

        assertThat(fed()).containsExactly("9.1:c");
    }

    @Test
    void streams_from_the_first_to_the_last_are_fed() {
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(255, 0), "last");
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(0, 0), "first");
        subscribe(Said.subscribe(9, PLENTY, KOBE));

        assertThat(fed()).containsExactly("9.1:first", "9.2:last");
    }

    @Test
    void no_more_is_on_its_way_than_the_credit_allows() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a", "b", "c");
        subscribe(Said.subscribe(9, 0, KOBE));
        assertThat(fed()).containsExactly("9.1:a");
        tokyo.arrive(KOBE, KOBE.origin(), OTHER_KEY, "d");
        assertThat(fed()).isEmpty();

        credit(8, 1);
        assertThat(tokyo.ignored()).containsExactly("credit of another subscription");
        assertThat(fed()).isEmpty();
        credit(9, 1);
        assertThat(fed()).containsExactly("9.2:b");
    }

    @Test
    void a_new_subscription_begins_anew() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        subscribe(Said.subscribe(9, PLENTY, KOBE));
        subscribe(Said.subscribe(10, PLENTY, KOBE));

        assertThat(fed()).containsExactly("10.1:a");
    }

    @Test
    void a_site_is_told_of_streams_that_the_log_can_not_bring_up() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        tokyo.arrive(KOBE, KOBE.origin(), OTHER_KEY, "b");
        TreeMap<Integer, VersionVector> all = TreeMap.of(3, VersionVector.upTo(KOBE.dot(1)));
        tokyo.hear(OSAKA, Said.status(all));
        tokyo.hear(KOBE, Said.status(all));
        tokyo.ticks(5);
        subscribe(Said.subscribe(9, PLENTY, KOBE));

        assertThat(fed()).containsExactly("9.1:b");
        assertThat(tokyo.sent(OSAKA, BodyCase.BEHIND)).hasSize(1);
        assertThat(tokyo.sent(OSAKA, BodyCase.BEHIND).get(0).getBehind().getStreamsList())
                .containsExactly(3);
        assertThat(tokyo.sent(OSAKA, BodyCase.BEHIND).get(0).getBehind().getNumber())
                .isEqualTo(9);
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "c");
        assertThat(tokyo.sent(OSAKA, BodyCase.BEHIND)).isEmpty();
    }

    @Test
    void who_has_not_asked_is_fed_nothing_and_who_has_left_feeds_nobody() {
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        assertThat(fed()).isEmpty();
        subscribe(Said.subscribe(9, 0, KOBE));
        tokyo.arrive(KOBE, KOBE.origin(), OTHER_KEY, "b");
        tokyo.hear(
                KOBE,
                Said.history(
                        tokyo.history().left(tokyo.store().standing().self().get(), OSAKA.incarnation())));
        credit(9, 1);

        assertThat(fed()).isEmpty();
    }
}
