package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import java.time.Duration;
import kyoten.geo.message.Compare;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.Status;
import org.junit.jupiter.api.Test;

/** When an exchange begins, and when nothing is expected of it any more. */
class ExchangePatienceTest {
    private static final OtherSite OSAKA = CatchingUp.OSAKA;
    private static final OtherSite KOBE = CatchingUp.KOBE;
    private static final ByteString KEY = MadeStore.key(3, 0);

    private final CatchingUp site = new CatchingUp();
    private final LoneLeader tokyo = site.tokyo;
    private final MadeStore there =
            new MadeStore().write(KOBE.origin(), KEY, "a").write(KOBE.origin(), KEY, "b");

    private OtherRoot root() {
        return new OtherRoot(there.store());
    }

    private void osakaFeeds() {
        long number = tokyo.peer(OSAKA).demand().get().number();
        tokyo.hear(OSAKA, Said.status(TreeMap.empty(), number));
    }

    /** After how many ticks it is given up. */
    private int givenUpAfter() {
        for (int tick = 1; tick < 1_000; tick++) {
            osakaFeeds();
            tokyo.tick();
            if (!tokyo.notes(Marks.EXCHANGE_GIVEN_UP).isEmpty()) {
                return tick;
            }
        }
        throw new AssertionError("never given up");
    }

    private void hearOfQuestion(long question) {
        tokyo.hear(OSAKA, Said.status(Status.newBuilder().setHeardAsking(question)));
    }

    @Test
    void one_exchange_goes_on_at_a_time() {
        tokyo.hear(KOBE, Said.status());
        site.begin(OSAKA, 3);
        site.behind(KOBE, 4);
        assertThat(tokyo.sent(KOBE, BodyCase.COMPARE)).isEmpty();
        assertThat(tokyo.lead().exchange().get().with()).isEqualTo(OSAKA.incarnation());
        tokyo.tick();
        assertThat(tokyo.sent(OSAKA, BodyCase.COMPARE)).isEmpty();
        assertThat(tokyo.sent(KOBE, BodyCase.COMPARE)).isEmpty();
    }

    @Test
    void an_exchange_of_which_nothing_comes_is_given_up_and_the_next_is_given_twice_the_time() {
        StringBuilder ticks = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            site.begin(OSAKA, 3);
            ticks.append(givenUpAfter()).append(' ');
            assertThat(site.isGoingOn()).isFalse();
            assertThat(tokyo.sent(OSAKA, BodyCase.SUBSCRIBE)).isNotEmpty();
        }

        // twice 1.5 seconds, and so on up to sixteen times, at ticks of 0.2
        assertThat(ticks).hasToString("16 31 61 121 121 121 ");
    }

    @Test
    void an_exchange_that_came_to_its_end_makes_patience_what_it_was() {
        site.begin(OSAKA, 3);
        givenUpAfter();
        site.begin(OSAKA, 3);
        tokyo.hear(OSAKA, root().whole(site.compared()));
        tokyo.hear(OSAKA, root().fetched(site.fetch()));
        assertThat(tokyo.lead().givenUp()).isZero();
    }

    /** Its way is narrow: full answers take alike. */
    @Test
    void an_exchange_whose_answers_took_long_is_given_twice_as_long() {
        Compare first = site.begin(OSAKA, 3);
        for (int tick = 0; tick < 15; tick++) {
            tokyo.hear(OSAKA, Said.status());
            tokyo.tick();
        }
        tokyo.hear(OSAKA, root().whole(first));
        assertThat(site.fetch().getQuestion()).isEqualTo(2);

        assertThat(givenUpAfter()).isEqualTo(31);
    }

    @Test
    void the_question_that_waits_is_told_to_the_site_that_was_asked_and_to_no_other() {
        Compare first = site.begin(OSAKA, 3);
        tokyo.hear(KOBE, Said.status());
        tokyo.tick();

        assertThat(tokyo.sent(OSAKA, BodyCase.STATUS).get(0).getStatus().getAsking())
                .isEqualTo(first.getExchange() + 1);
        assertThat(tokyo.sent(KOBE, BodyCase.STATUS).get(0).getStatus().getAsking())
                .isZero();
    }

    /** The other site said that it was told of the question, so the answer left before. */
    @Test
    void an_answer_that_does_not_come_long_after_its_question_was_heard_of_is_lost() {
        Compare first = site.begin(OSAKA, 3);
        long question = first.getExchange() + 1;
        hearOfQuestion(question);
        tokyo.pass(LoneLeader.SILENCE);
        hearOfQuestion(question);
        assertThat(site.isGoingOn()).isTrue();
        tokyo.pass(Duration.ofNanos(1));
        hearOfQuestion(question + 1);
        hearOfQuestion(0);
        assertThat(site.isGoingOn()).isTrue();
        hearOfQuestion(question);

        assertThat(tokyo.notes(Marks.EXCHANGE_GIVEN_UP)).hasSize(1);
        assertThat(site.isGoingOn()).isFalse();
        assertThat(tokyo.lead().givenUp()).isZero();
    }

    @Test
    void an_update_that_came_in_between_and_that_the_other_site_had_makes_an_exchange_void() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.holdDisk();
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "a");
        site.behind(OSAKA, 3);
        Compare first = site.compared();
        tokyo.hear(OSAKA, root().whole(first));
        tokyo.releaseDisk();

        assertThat(tokyo.notes(Marks.EXCHANGE_VOID)).hasSize(1);
        assertThat(site.isGoingOn()).isFalse();
        assertThat(tokyo.lead().givenUp()).isZero();
    }

    @Test
    void an_update_that_came_in_between_and_that_the_other_site_had_not_does_no_harm() {
        tokyo.hear(OSAKA, Said.status());
        tokyo.holdDisk();
        tokyo.arrive(KOBE, OSAKA.origin(), KEY, "x");
        site.behind(OSAKA, 3);
        Compare first = site.compared();
        tokyo.hear(OSAKA, root().whole(first));
        tokyo.releaseDisk();

        assertThat(tokyo.notes(Marks.EXCHANGE_VOID)).isEmpty();
        assertThat(site.isGoingOn()).isTrue();
    }

    @Test
    void an_exchange_is_over_once_its_last_parts_are_committed() {
        tokyo.hear(OSAKA, root().whole(site.begin(OSAKA, 3)));
        tokyo.holdDisk();
        tokyo.hear(OSAKA, root().fetched(site.fetch()));
        assertThat(tokyo.lead().exchange().get().closing()).isTrue();
        tokyo.tick();
        assertThat(tokyo.sent(OSAKA, BodyCase.STATUS).get(0).getStatus().getAsking())
                .isZero();
        assertThat(site.isGoingOn()).isTrue();
        tokyo.releaseDisk();
        assertThat(site.isGoingOn()).isFalse();
    }

    @Test
    void a_site_that_is_silent_is_not_compared_with() {
        site.begin(OSAKA, 3);
        tokyo.pass(LoneLeader.SILENCE.multipliedBy(3));
        tokyo.tick();

        assertThat(tokyo.notes(Marks.EXCHANGE_GIVEN_UP)).hasSize(1);
        assertThat(tokyo.sent(OSAKA, BodyCase.COMPARE)).isEmpty();
        assertThat(site.isGoingOn()).isFalse();
    }

    /** Nothing is put into the log, so that the store does not change. */
    @Test
    void an_exchange_with_a_site_that_has_nothing_is_over_at_the_next_tick() {
        tokyo.hear(OSAKA, new OtherRoot(new MadeStore().store()).whole(site.begin(OSAKA, 3)));
        assertThat(site.isGoingOn()).isTrue();
        tokyo.tick();
        assertThat(site.isGoingOn()).isFalse();
        assertThat(tokyo.notes(Marks.EXCHANGE_GIVEN_UP)).isEmpty();
    }
}
