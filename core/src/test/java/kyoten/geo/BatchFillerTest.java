package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Batch;
import kyoten.node.SiteId;
import kyoten.site.OriginLog;
import kyoten.site.message.Arrive;
import org.junit.jupiter.api.Test;

class BatchFillerTest {
    private static final int PLENTY = 1 << 20;
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final OtherSite NARA = OtherSite.of("nara");

    /** Of kobe three updates in stream 3 and one in stream 4, of nara one in stream 3. */
    private final MadeStore here = new MadeStore()
            .write(KOBE.origin(), MadeStore.key(3, 0), "a")
            .write(KOBE.origin(), MadeStore.key(3, 1), "b")
            .write(KOBE.origin(), MadeStore.key(3, 0), "c")
            .write(KOBE.origin(), MadeStore.key(4, 0), "d")
            .write(NARA.origin(), MadeStore.key(3, 0), "e");

    private static Supply supply(TreeMap<Integer, VersionVector> sent, SiteId... sites) {
        Supply.Wish wish = new Supply.Wish(TreeSet.of(sites), OSAKA.site(), OSAKA.epoch());
        return Supply.begun(9, wish, sent, TreeSet.of(3, 4, 5), PLENTY);
    }

    private static Supply all() {
        return supply(TreeMap.empty(), KOBE.site(), NARA.site());
    }

    private BatchFiller filler(Supply supply, int limit) {
        return new BatchFiller(here.store(), supply, limit);
    }

    private static String text(Batch.Builder batch) {
        StringBuilder text = new StringBuilder();
        for (Arrive run : batch.getRunsList()) {
            text.append(run.getSite()).append(run.getStream()).append(':').append(run.getFirstN());
            run.getUpdatesList().forEach(update -> text.append(update.getValue().toStringUtf8()));
            text.append(' ');
        }
        return text.toString().trim();
    }

    @Test
    void all_that_is_wanted_goes_in_the_order_of_each_origin() {
        BatchFiller filler = filler(all(), PLENTY);
        Supply after = filler.fill();

        assertThat(text(filler.batch())).isEqualTo("kobe3:1abc nara3:1e kobe4:1d");
        assertThat(filler.batch().getNumber()).isEqualTo(9);
        assertThat(filler.batch().getSequence()).isEqualTo(1);
        assertThat(after.due()).isEmpty();
        assertThat(after.served()).containsExactly(3, 4, 5);
        assertThat(after.sent(3)).isEqualTo(here.store().streams().get(3).applied());
        assertThat(after.flight().bytes())
                .isEqualTo(filler.batch().getRunsList().stream()
                        .flatMap(run -> run.getUpdatesList().stream())
                        .mapToLong(update -> update.getSerializedSize())
                        .sum());
    }

    @Test
    void what_nobody_asked_for_and_what_was_sent_stays() {
        Supply supply = supply(TreeMap.of(3, VersionVector.upTo(KOBE.dot(2))), KOBE.site());
        BatchFiller filler = filler(supply, PLENTY);
        filler.fill();

        assertThat(text(filler.batch())).isEqualTo("kobe3:3c kobe4:1d");
        OriginLog log = here.store().streams().get(3).log(KOBE.origin());
        assertThat(filler.batch().getRuns(0).getHashBefore()).isEqualTo(log.hashBefore(3));
    }

    @Test
    void where_there_is_nothing_to_send_nothing_is_on_its_way() {
        BatchFiller filler = filler(supply(TreeMap.empty(), OSAKA.site()), PLENTY);
        Supply after = filler.fill();

        assertThat(filler.isEmpty()).isTrue();
        assertThat(after.flight().sequence()).isZero();
        assertThat(after.due()).isEmpty();
    }

    /** Each batch goes on where the last one ended, within a run, after it, and in the next stream. */
    @Test
    void a_full_batch_leaves_the_rest_due() {
        StringBuilder text = new StringBuilder();
        Supply supply = all();
        while (!supply.due().isEmpty()) {
            BatchFiller filler = filler(supply, 1);
            supply = filler.fill();
            text.append(filler.isEmpty() ? "none" : text(filler.batch())).append(", ");
        }

        assertThat(text).hasToString("kobe3:1a, kobe3:2b, kobe3:3c, nara3:1e, kobe4:1d, none, ");
        assertThat(supply.flight().sequence()).isEqualTo(5);
    }

    /** Nothing of a stream goes after a gap: the site has to compare trees. */
    @Test
    void a_stream_whose_log_begins_too_late_is_not_served() {
        here.collect(3, VersionVector.upTo(KOBE.dot(2)));
        BatchFiller filler = filler(all(), PLENTY);
        Supply after = filler.fill();

        assertThat(text(filler.batch())).isEqualTo("kobe4:1d");
        assertThat(after.served()).containsExactly(4, 5);
    }

    @Test
    void a_log_that_begins_with_what_is_needed_next_serves() {
        here.collect(3, VersionVector.upTo(KOBE.dot(2)));
        BatchFiller filler = filler(supply(TreeMap.of(3, VersionVector.upTo(KOBE.dot(2))), KOBE.site()), PLENTY);

        assertThat(filler.fill().served()).containsExactly(3, 4, 5);
        assertThat(text(filler.batch())).isEqualTo("kobe3:3c kobe4:1d");
    }

    @Test
    void a_batch_of_just_as_many_bytes_as_it_may_have_is_full() {
        BatchFiller whole = filler(all(), PLENTY);
        whole.fill();
        Arrive kobe = whole.batch().getRuns(0);
        int one = kobe.getUpdates(0).getSerializedSize();
        int three = kobe.getUpdatesList().stream()
                .mapToInt(update -> update.getSerializedSize())
                .sum();
        int four = three + whole.batch().getRuns(1).getUpdates(0).getSerializedSize();

        assertThat(filled(one)).isEqualTo("kobe3:1a");
        assertThat(filled(three)).isEqualTo("kobe3:1abc");
        assertThat(filled(four)).isEqualTo("kobe3:1abc nara3:1e");
    }

    private String filled(int limit) {
        BatchFiller filler = filler(all(), limit);
        filler.fill();
        return text(filler.batch());
    }

    /** Nobody would send the rest of it. */
    @Test
    void a_stream_of_which_a_part_was_sent_stays_due_though_nothing_else_of_it_is_wanted() {
        Supply after = filler(supply(TreeMap.empty(), KOBE.site()), 1).fill();

        assertThat(after.due()).containsExactly(3, 4, 5);
    }
}
