package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import kyoten.geo.message.Compare;
import kyoten.geo.message.Differences;
import kyoten.geo.message.Entries;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.Range;
import kyoten.geo.message.StreamKeys;
import org.junit.jupiter.api.Test;

/** How much an exchange asks at once. */
class ExchangeSizesTest {
    private static final OtherSite OSAKA = CatchingUp.OSAKA;

    private final CatchingUp site = new CatchingUp();
    private final LoneLeader tokyo = site.tokyo;
    private final OtherRoot root = new OtherRoot(new MadeStore()
            .write(CatchingUp.KOBE.origin(), MadeStore.key(3, 0), "a")
            .store());

    private static GeoEnvelope.Builder of(Differences.Builder differences) {
        return GeoEnvelope.newBuilder().setDifferences(differences);
    }

    private static Differences.Builder manyKeys(Differences.Builder answer, int keys) {
        Entries.Builder entries = Entries.newBuilder().setStream(3);
        for (long keyHash = 1; keyHash <= keys; keyHash++) {
            entries.addKeyHash(keyHash).addDigest(1);
        }
        return answer.addEntries(entries);
    }

    private static Differences.Builder manyRanges(Differences.Builder answer, int ranges) {
        for (long prefix = 0; prefix < ranges; prefix++) {
            answer.addRanges(Range.newBuilder()
                    .setStream(3)
                    .setBits(8)
                    .setPrefix(prefix << 56)
                    .addAllParts(Collections.nCopies(16, 1L)));
        }
        return answer;
    }

    @Test
    void so_many_ranges_are_asked_about_at_once_and_then_the_rest() {
        Compare first = site.begin(OSAKA, 3);
        tokyo.hear(OSAKA, of(manyRanges(root.opening(first), 33)));
        assertThat(site.compared().getRangesList()).hasSize(512);
        tokyo.hear(
                OSAKA,
                of(Differences.newBuilder().setExchange(first.getExchange()).setQuestion(2)));
        assertThat(site.compared().getRangesList()).hasSize(16);
    }

    /** So as not to remember too many keys. */
    @Test
    void so_many_keys_are_fetched_before_more_is_looked_into() {
        Compare first = site.begin(OSAKA, 3);
        tokyo.hear(OSAKA, of(manyKeys(manyRanges(root.opening(first), 1), 4095)));
        assertThat(site.compared().getRangesList()).hasSize(16);
        Differences.Builder second =
                Differences.newBuilder().setExchange(first.getExchange()).setQuestion(2);
        tokyo.hear(OSAKA, of(manyKeys(manyRanges(second, 1), 1)));
        assertThat(site.fetch().getKeys(0).getKeyHashList()).hasSize(4096);
        tokyo.hear(OSAKA, root.fetched(site.fetch()));
        assertThat(site.compared().getRangesList()).hasSize(16);
    }

    @Test
    void all_keys_that_know_more_are_fetched_of_one_stream_and_of_several() {
        Compare first = site.begin(OSAKA, 3, 4);
        Differences.Builder answer = root.opening(first)
                .addAhead(StreamKeys.newBuilder().setStream(3).addKeyHash(-1).addKeyHash(1))
                .addAhead(StreamKeys.newBuilder().setStream(4).addKeyHash(1));
        tokyo.hear(OSAKA, of(answer));

        assertThat(site.fetch().getKeysList().stream().map(StreamKeys::getKeyHashList))
                .containsExactly(List.of(1L, -1L), List.of(1L));
    }
}
