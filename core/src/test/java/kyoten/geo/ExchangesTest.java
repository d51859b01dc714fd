package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.List;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Compare;
import kyoten.geo.message.Differences;
import kyoten.geo.message.Fetch;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;
import kyoten.geo.message.StreamKeys;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.site.Keys;
import kyoten.site.Vectors;
import org.junit.jupiter.api.Test;

/** Rule X5, the end that catches up. */
class ExchangesTest {
    private static final OtherSite OSAKA = CatchingUp.OSAKA;
    private static final OtherSite KOBE = CatchingUp.KOBE;
    private static final ByteString ONE = MadeStore.key(3, 0);
    private static final ByteString TWO = MadeStore.key(3, 1);
    private static final ByteString ELSEWHERE = MadeStore.key(4, 0);

    private final CatchingUp site = new CatchingUp();
    private final LoneLeader tokyo = site.tokyo;
    private final MadeStore there = new MadeStore();

    private OtherRoot root() {
        return new OtherRoot(there.store());
    }

    private List<String> values(ByteString key) {
        return tokyo.store()
                .key(key)
                .siblings()
                .live()
                .filter(Sibling::isValue)
                .map(sibling -> ((Sibling.Value) sibling.content()).bytes().toStringUtf8())
                .toJavaList();
    }

    private static GeoEnvelope.Builder of(Differences.Builder differences) {
        return GeoEnvelope.newBuilder().setDifferences(differences);
    }

    @Test
    void what_differs_is_fetched_and_taken_over_and_the_feed_goes_on_behind_it() {
        there.write(KOBE.origin(), ONE, "a").write(OSAKA.origin(), TWO, "b").write(KOBE.origin(), TWO, "c");
        Compare first = site.begin(OSAKA, 3);
        assertThat(first.getStreamsList()).containsExactly(3);
        assertThat(first.getHashesList()).containsExactly(0L);
        assertThat(tokyo.notes(Marks.EXCHANGE_BEGUN)).hasSize(1);

        tokyo.hear(OSAKA, root().whole(first));
        assertThat(site.fetch().getKeys(0).getKeyHashList())
                .containsExactlyInAnyOrder(HashTree.keyHash(ONE), HashTree.keyHash(TWO));
        assertThat(site.applied(3).isEmpty()).isTrue();
        tokyo.hear(OSAKA, root().fetched(site.fetch()));

        assertThat(values(ONE)).containsExactly("a");
        assertThat(values(TWO)).containsExactly("c", "b");
        assertThat(site.applied(3)).isEqualTo(there.store().streams().get(3).applied());
        assertThat(tokyo.store().streams().get(3).log(KOBE.origin()).hash())
                .isEqualTo(there.store().streams().get(3).log(KOBE.origin()).hash());
        assertThat(site.isGoingOn()).isFalse();
        assertThat(tokyo.sent(OSAKA, BodyCase.SUBSCRIBE)).hasSize(1);
    }

    @Test
    void where_trees_are_equal_only_what_is_applied_is_taken_over() {
        there.write(KOBE.origin(), ONE, "a").delete(KOBE.origin(), ONE, VersionVector.upTo(KOBE.dot(1)));
        there.collect(3, VersionVector.upTo(KOBE.dot(2)));
        tokyo.hear(OSAKA, of(root().opening(site.begin(OSAKA, 3))));

        assertThat(site.applied(3)).isEqualTo(VersionVector.upTo(KOBE.dot(2)));
        assertThat(tokyo.store().streams().get(3).collected()).isEqualTo(VersionVector.upTo(KOBE.dot(2)));
        assertThat(site.isGoingOn()).isFalse();
    }

    @Test
    void what_the_other_site_has_deleted_and_forgotten_goes() {
        tokyo.arrive(KOBE, KOBE.origin(), ONE, "a");
        there.write(KOBE.origin(), ONE, "a").delete(KOBE.origin(), ONE, VersionVector.upTo(KOBE.dot(1)));
        there.collect(3, VersionVector.upTo(KOBE.dot(2)));
        tokyo.hear(OSAKA, root().whole(site.begin(OSAKA, 3)));

        assertThat(values(ONE)).isEmpty();
        assertThat(site.isGoingOn()).isFalse();
    }

    @Test
    void a_range_is_looked_into_where_it_differs_and_before_anything_is_fetched() {
        there.write(KOBE.origin(), ONE, "a").write(KOBE.origin(), TWO, "b");
        HashTree tree = there.store().streams().get(3).tree();
        Compare first = site.begin(OSAKA, 3, 4);
        Exchange.RangeKey whole = new Exchange.RangeKey(3, HashRange.WHOLE);
        there.write(KOBE.origin(), ELSEWHERE, "c");
        tokyo.hear(
                OSAKA, of(root().opening(first).addEntries(root().entries(4)).addRanges(Ranges.message(tree, whole))));

        Vector<HashRange> asked = Vector.ofAll(site.compared().getRangesList())
                .map(range -> Ranges.key(range).range());
        assertThat(asked)
                .isEqualTo(Vector.range(0, 16)
                        .map(HashRange.WHOLE::child)
                        .filter(part -> tree.summary(part).keys() > 0));
        assertThat(site.compared().getQuestion()).isEqualTo(2);
        assertThat(site.compared().getStreamsList()).isEmpty();
        assertThat(tokyo.sent(OSAKA, BodyCase.FETCH)).isEmpty();
        tokyo.hear(
                OSAKA,
                of(Differences.newBuilder()
                        .setExchange(first.getExchange())
                        .setQuestion(2)
                        .addEntries(root().entries(3))));
        Fetch fetch = site.fetch();
        assertThat(fetch.getKeysList().stream().map(StreamKeys::getStream)).containsExactly(4, 3);
        tokyo.hear(OSAKA, root().fetched(fetch));
        assertThat(values(ONE)).containsExactly("a");
        assertThat(values(ELSEWHERE)).containsExactly("c");
        assertThat(site.isGoingOn()).isFalse();
    }

    @Test
    void only_what_is_asked_with_what_is_applied_here_is_left_out_of_the_answer() {
        tokyo.arrive(KOBE, KOBE.origin(), ONE, "a");
        tokyo.arrive(KOBE, KOBE.origin(), ELSEWHERE, "b");
        there.write(KOBE.origin(), ONE, "a").write(OSAKA.origin(), ONE, "c");
        there.write(KOBE.origin(), ELSEWHERE, "b").write(OSAKA.origin(), ELSEWHERE, "d");
        tokyo.hear(OSAKA, root().whole(site.begin(OSAKA, 3, 4)));

        assertThat(site.fetch().getKeysList())
                .extracting(keys -> Vectors.vector(keys.getApplied()))
                .containsExactly(VersionVector.upTo(KOBE.dot(1)), VersionVector.upTo(KOBE.dot(1)));
        tokyo.hear(OSAKA, root().fetched(site.fetch()));
        assertThat(values(ONE)).containsExactly("a", "c");
        assertThat(values(ELSEWHERE)).containsExactly("b", "d");
    }

    @Test
    void what_did_not_go_into_a_message_is_asked_for_from_there_on() {
        there.write(KOBE.origin(), ONE, "a").write(OSAKA.origin(), ONE, "b").write(KOBE.origin(), TWO, "c");
        tokyo.hear(OSAKA, root().whole(site.begin(OSAKA, 3)));
        int messages = 0;
        StringBuilder from = new StringBuilder();
        while (site.isGoingOn()) {
            Fetch fetch = site.fetch();
            from.append(fetch.getKeys(0).getKeyHashCount())
                    .append('.')
                    .append(fetch.getFirstSibling())
                    .append(' ');
            tokyo.hear(OSAKA, root().fetched(fetch, 1));
            assertThat(++messages).isLessThan(9);
        }

        assertThat(from.toString()).isIn("2.0 2.1 1.0 ", "2.0 1.0 1.1 ");
        assertThat(values(ONE)).containsExactly("a", "b");
        assertThat(values(TWO)).containsExactly("c");
    }

    @Test
    void an_answer_to_another_question_is_ignored() {
        there.write(KOBE.origin(), ONE, "a");
        Compare first = site.begin(OSAKA, 3);
        Differences.Builder answer = root().whole(first).getDifferencesBuilder();
        tokyo.hear(OSAKA, of(answer.clone().setQuestion(2)));
        assertThat(tokyo.ignored()).containsExactly("of no question that is open");
        tokyo.hear(OSAKA, of(answer.clone().setExchange(first.getExchange() + 1)));
        assertThat(tokyo.ignored()).containsExactly("of no question that is open");
        tokyo.hear(KOBE, of(answer.clone()));
        assertThat(tokyo.ignored()).containsExactly("of no question that is open");

        tokyo.hear(OSAKA, of(answer.clone()));
        Fetch fetch = site.fetch();
        tokyo.hear(OSAKA, root().fetched(fetch.toBuilder().setQuestion(1).build()));
        assertThat(tokyo.ignored()).containsExactly("of no question that is open");
        tokyo.hear(OSAKA, root().fetched(fetch));
        assertThat(values(ONE)).containsExactly("a");
        tokyo.hear(OSAKA, root().fetched(fetch));
        assertThat(tokyo.ignored()).containsExactly("of no question that is open");
    }

    /** They are named twice, and asked for once. */
    @Test
    void keys_that_know_more_than_is_applied_are_fetched_whether_or_not_they_differ() {
        VersionVector travelled = VersionVector.upTo(OSAKA.in(5).dot(1));
        there.write(KOBE.origin(), ONE, "replaced", travelled);
        there.write(OSAKA.origin(), ONE, "same", VersionVector.upTo(KOBE.dot(1)));
        Compare first = site.begin(OSAKA, 3);
        tokyo.hear(
                OSAKA,
                of(root().opening(first)
                        .addEntries(root().entries(3))
                        .addAhead(StreamKeys.newBuilder().setStream(3).addKeyHash(HashTree.keyHash(ONE)))));
        assertThat(site.fetch().getKeys(0).getKeyHashList()).containsExactly(HashTree.keyHash(ONE));
        tokyo.hear(OSAKA, root().fetched(site.fetch()));

        assertThat(values(ONE)).containsExactly("same");
        assertThat(tokyo.store().key(ONE).siblings().seen().covers(travelled)).isTrue();
    }

    @Test
    void keys_without_siblings_come_with_the_first_answer() {
        VersionVector travelled = VersionVector.upTo(OSAKA.in(5).dot(1));
        there.write(KOBE.origin(), ONE, "a", travelled).delete(KOBE.origin(), ONE, VersionVector.upTo(KOBE.dot(1)));
        there.collect(3, VersionVector.upTo(KOBE.dot(2)));
        assertThat(there.store().key(ONE).siblings().live()).isEmpty();
        tokyo.hear(
                OSAKA,
                of(root().opening(site.begin(OSAKA, 3))
                        .addBare(Keys.message(ONE, there.store().key(ONE).siblings()))));

        assertThat(tokyo.store().key(ONE).siblings().seen().covers(travelled)).isTrue();
        assertThat(site.isGoingOn()).isFalse();
    }

    @Test
    void keys_of_a_stream_that_is_not_compared_are_not_taken() {
        there.write(KOBE.origin(), ONE, "a").write(KOBE.origin(), ELSEWHERE, "x");
        tokyo.hear(OSAKA, root().whole(site.begin(OSAKA, 3)));
        Fetch more = site.fetch().toBuilder()
                .addKeys(StreamKeys.newBuilder().setStream(4).addKeyHash(HashTree.keyHash(ELSEWHERE)))
                .build();
        tokyo.hear(OSAKA, root().fetched(more));

        assertThat(values(ONE)).containsExactly("a");
        assertThat(values(ELSEWHERE)).isEmpty();
        assertThat(site.applied(4).isEmpty()).isTrue();
    }

    @Test
    void an_answer_that_does_not_fit_together_is_malformed() {
        there.write(KOBE.origin(), ONE, "a");
        tokyo.arrive(KOBE, KOBE.origin(), ELSEWHERE, "x");
        Compare first = site.begin(OSAKA, 3);
        tokyo.hear(OSAKA, of(root().opening(first).clearHashes()));
        assertThat(tokyo.ignored().get(0)).startsWith("malformed: 1 vectors with 0");
        Differences.Builder withoutHash = root().opening(first);
        withoutHash.getHashesBuilder(0).clearHash();
        tokyo.hear(OSAKA, of(withoutHash));
        assertThat(tokyo.ignored().get(0)).contains("stream 3 lacks a running hash");
        tokyo.hear(
                OSAKA,
                of(root().opening(first).addEntries(root().entries(4).clear().setStream(4))));
        assertThat(tokyo.ignored().get(0)).contains("stream 4 is not of the exchange");
        assertThat(site.isGoingOn()).isTrue();
    }
}
