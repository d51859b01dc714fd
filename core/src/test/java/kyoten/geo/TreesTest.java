package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import java.util.List;
import kyoten.causal.Dot;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Compare;
import kyoten.geo.message.Differences;
import kyoten.geo.message.Entries;
import kyoten.geo.message.Fetch;
import kyoten.geo.message.Fetched;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.Range;
import kyoten.geo.message.StreamKeys;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.site.OriginLog;
import kyoten.site.Vectors;
import kyoten.site.message.Arrive;
import org.junit.jupiter.api.Test;

/** Rule X5, the end that answers. */
class TreesTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final ByteString KEY = MadeStore.key(3, 0);
    private static final VersionVector TRAVELLED =
            VersionVector.upTo(OtherSite.of("nara").dot(4));

    private final LoneLeader tokyo = LoneLeader.among(KOBE, OSAKA);

    private static Compare.Builder opening(long exchange, long hash) {
        return Compare.newBuilder()
                .setExchange(exchange)
                .setQuestion(1)
                .addStreams(3)
                .addHashes(hash);
    }

    private void ask(OtherSite site, Compare.Builder question) {
        tokyo.hear(site, GeoEnvelope.newBuilder().setCompare(question));
    }

    private void fetch(long exchange, ByteString key) {
        tokyo.hear(
                OSAKA,
                GeoEnvelope.newBuilder()
                        .setFetch(Fetch.newBuilder()
                                .setExchange(exchange)
                                .setQuestion(8)
                                .addKeys(StreamKeys.newBuilder().setStream(3).addKeyHash(HashTree.keyHash(key)))));
    }

    private Differences answer() {
        return tokyo.sent(OSAKA, BodyCase.DIFFERENCES).get(0).getDifferences();
    }

    private List<Fetched> fetched() {
        return tokyo.sent(OSAKA, BodyCase.FETCHED).stream()
                .map(GeoEnvelope::getFetched)
                .toList();
    }

    private HashTree tree() {
        return tokyo.store().streams().get(3).tree();
    }

    private void write(int keys) {
        for (int i = 0; i < keys; i++) {
            tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(3, i), "v");
        }
    }

    private void assertOver() {
        assertThat(tokyo.ignored()).containsExactly("of an exchange that is over");
        assertThat(tokyo.sent(OSAKA, BodyCase.DIFFERENCES)).isEmpty();
        assertThat(fetched()).isEmpty();
    }

    @Test
    void the_first_answer_tells_what_is_applied_and_where_it_differs() {
        write(2);
        ask(OSAKA, opening(5, 0).addStreams(4).addHashes(0));

        assertThat(answer().getExchange()).isEqualTo(5);
        assertThat(answer().getQuestion()).isEqualTo(1);
        assertThat(StreamTable.vectors(answer().getApplied()))
                .isEqualTo(TreeMap.of(3, VersionVector.upTo(KOBE.dot(2))));
        OriginLog log = tokyo.store().streams().get(3).log(KOBE.origin());
        assertThat(answer().getHashesList()).hasSize(1);
        assertThat(answer().getHashes(0).getHashList()).containsExactly(log.hash());
        assertThat(answer().getEntriesList()).hasSize(1);
        Entries entries = answer().getEntries(0);
        assertThat(entries.getStream()).isEqualTo(3);
        assertThat(entries.getBits()).isZero();
        assertThat(entries.getKeyHashList())
                .isEqualTo(tree().entries(HashRange.WHOLE)
                        .map(HashTree.Entry::keyHash)
                        .toJavaList());
        assertThat(entries.getDigestList())
                .isEqualTo(tree().entries(HashRange.WHOLE)
                        .map(HashTree.Entry::digest)
                        .toJavaList());
        assertThat(answer().getAheadList()).isEmpty();
        assertThat(answer().getBareList()).isEmpty();
    }

    @Test
    void of_equal_trees_no_key_is_told() {
        write(2);
        ask(OSAKA, opening(5, tree().summary().hash()));

        assertThat(answer().getEntriesList()).isEmpty();
        assertThat(answer().getRangesList()).isEmpty();
        assertThat(StreamTable.vectors(answer().getApplied())).isNotEmpty();
    }

    @Test
    void few_keys_are_told_one_by_one_and_many_by_ranges() {
        write(64);
        ask(OSAKA, opening(5, 0));
        assertThat(answer().getEntries(0).getKeyHashCount()).isEqualTo(64);
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(3, 64), "v");
        ask(OSAKA, opening(6, 0));
        assertThat(answer().getEntriesList()).isEmpty();
        assertThat(answer().getRangesList())
                .containsExactly(Ranges.message(tree(), new Exchange.RangeKey(3, HashRange.WHOLE)));
    }

    @Test
    void of_a_range_the_parts_that_differ_are_told() {
        write(20);
        ask(OSAKA, opening(5, 0));
        Range.Builder range = Ranges.message(tree(), new Exchange.RangeKey(3, HashRange.WHOLE)).toBuilder();
        range.setParts(7, range.getParts(7) + 1).setParts(9, range.getParts(9) + 1);
        ask(OSAKA, Compare.newBuilder().setExchange(5).setQuestion(2).addRanges(range));

        assertThat(answer().getQuestion()).isEqualTo(2);
        assertThat(answer().getEntriesList().stream().map(Entries::getPrefix)).containsExactly(7L << 60, 9L << 60);
        assertThat(answer().getEntriesList().stream().map(Entries::getBits)).containsExactly(4, 4);
        assertThat(answer().getEntries(0).getKeyHashList())
                .isEqualTo(tree().entries(HashRange.WHOLE.child(7))
                        .map(HashTree.Entry::keyHash)
                        .toJavaList());
    }

    /** Or else what came in between would be missed, or be taken for deleted. */
    @Test
    void all_questions_of_an_exchange_are_answered_from_one_state() {
        write(1);
        ask(OSAKA, opening(5, 0));
        tokyo.arrive(KOBE, KOBE.origin(), KEY, "later");
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(3, 1), "later");
        fetch(5, KEY);
        assertThat(fetched().get(0).getKeys(0).getSiblingsList()).hasSize(1);
        assertThat(fetched().get(0).getExchange()).isEqualTo(5);
        assertThat(fetched().get(0).getQuestion()).isEqualTo(8);
        fetch(5, MadeStore.key(3, 1));
        assertThat(fetched().get(0).getKeysList()).isEmpty();
        assertThat(fetched().get(0).getDone()).isEqualTo(1);
    }

    @Test
    void an_exchange_that_was_not_opened_or_by_another_site_is_over() {
        write(1);
        ask(OSAKA, Compare.newBuilder().setExchange(5).setQuestion(2));
        assertOver();
        ask(KOBE, opening(5, 0));
        fetch(5, KEY);
        assertOver();
    }

    @Test
    void a_site_has_one_exchange_and_each_site_its_own() {
        write(1);
        ask(KOBE, opening(4, 0));
        ask(OSAKA, opening(5, 0));
        ask(OSAKA, opening(6, 0));

        assertThat(tokyo.lead().pinned().keySet()).containsExactly(4L, 6L);
        fetch(5, KEY);
        assertOver();
        fetch(6, KEY);
        assertThat(fetched()).hasSize(1);
    }

    @Test
    void a_state_is_kept_as_long_as_it_is_asked() {
        write(1);
        ask(OSAKA, opening(5, 0));
        for (int i = 0; i < 2; i++) {
            tokyo.pass(LoneLeader.SILENCE.multipliedBy(20).minus(GeoOptions.Timing.USUAL.tick()));
            tokyo.tick();
            fetch(5, KEY);
            assertThat(fetched()).hasSize(1);
        }
        tokyo.pass(LoneLeader.SILENCE.multipliedBy(20));
        tokyo.tick();
        fetch(5, KEY);
        assertOver();
    }

    @Test
    void keys_that_know_more_than_is_applied_are_told_whether_or_not_they_differ() {
        Arrive.Builder run = Said.run(tokyo.store(), KOBE.origin(), KEY, "a");
        run.getUpdatesBuilder(0).setContext(Vectors.message(TRAVELLED));
        tokyo.hear(KOBE, Said.batch(0, 0, run));
        ask(OSAKA, opening(5, tree().summary().hash()));

        assertThat(answer().getEntriesList()).isEmpty();
        assertThat(answer().getAheadList()).hasSize(1);
        assertThat(answer().getAhead(0).getStream()).isEqualTo(3);
        assertThat(answer().getAhead(0).getKeyHashList()).containsExactly(HashTree.keyHash(KEY));
    }

    @Test
    void such_keys_without_siblings_come_whole() {
        Arrive.Builder run = Said.run(tokyo.store(), KOBE.origin(), KEY, "a", "");
        run.getUpdatesBuilder(0).setContext(Vectors.message(TRAVELLED));
        VersionVector first = VersionVector.upTo(KOBE.dot(1));
        run.getUpdatesBuilder(1).clearValue().setContext(Vectors.message(first));
        tokyo.hear(KOBE, Said.batch(0, 0, run));
        tokyo.arrive(KOBE, KOBE.origin(), MadeStore.key(3, 1), "b");
        Dot last = KOBE.dot(3);
        tokyo.hear(KOBE, Said.status(TreeMap.of(3, VersionVector.upTo(last))));
        tokyo.hear(OSAKA, Said.status(TreeMap.of(3, VersionVector.upTo(last))));
        tokyo.ticks(10);
        ask(OSAKA, opening(5, 0));

        assertThat(answer().getAheadList()).isEmpty();
        assertThat(answer().getBareList()).hasSize(1);
        assertThat(answer().getBare(0).getKey()).isEqualTo(KEY);
        assertThat(Vectors.vector(answer().getBare(0).getSeen()).covers(TRAVELLED))
                .isTrue();
    }

    @Test
    void what_was_collected_of_a_stream_is_told() {
        Arrive.Builder run = Said.run(tokyo.store(), KOBE.origin(), KEY, "a", "");
        VersionVector first = VersionVector.upTo(KOBE.dot(1));
        run.getUpdatesBuilder(1).clearValue().setContext(Vectors.message(first));
        tokyo.hear(KOBE, Said.batch(0, 0, run));
        TreeMap<Integer, VersionVector> all = TreeMap.of(3, VersionVector.upTo(KOBE.dot(2)));
        tokyo.hear(KOBE, Said.status(all));
        tokyo.hear(OSAKA, Said.status(all));
        tokyo.ticks(10);
        ask(OSAKA, opening(5, 0));

        assertThat(StreamTable.vectors(answer().getCollected())).isEqualTo(all);
    }
}
