package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import kyoten.geo.Exchange.RangeKey;
import kyoten.geo.Exchange.Wanted;
import kyoten.geo.message.Entries;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.wire.MalformedException;
import org.junit.jupiter.api.Test;

class EntriesComparisonTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("k");
    private static final ByteString OTHER = ByteString.copyFromUtf8("other");

    private static EntriesComparison compared(Entries.Builder theirs, HashTree.Entry... ours) {
        EntriesComparison comparison = new EntriesComparison(theirs.setStream(3).build());
        comparison.compare(Vector.of(ours));
        return comparison;
    }

    @Test
    void nothing_is_wanted_where_both_have_the_same() {
        EntriesComparison comparison =
                compared(Entries.newBuilder().addKeyHash(1).addDigest(7), new HashTree.Entry(1, 7, KEY));

        assertThat(comparison.wanted()).isEmpty();
        assertThat(comparison.absent()).isEmpty();
    }

    @Test
    void what_differs_and_what_is_not_here_is_wanted() {
        Entries.Builder theirs =
                Entries.newBuilder().addKeyHash(1).addDigest(7).addKeyHash(2).addDigest(9);

        EntriesComparison comparison = compared(theirs, new HashTree.Entry(1, 8, KEY));

        assertThat(comparison.wanted()).containsExactly(new Wanted(3, 1), new Wanted(3, 2));
        assertThat(comparison.absent()).isEmpty();
    }

    @Test
    void what_is_here_alone_is_absent_there() {
        EntriesComparison comparison = compared(Entries.newBuilder(), new HashTree.Entry(1, 8, KEY));

        assertThat(comparison.absent()).containsExactly(KEY);
    }

    /** They have one of two keys of the same hash: it is fetched, and what comes tells which one they lack. */
    @Test
    void keys_of_the_same_hash_are_told_apart_by_their_digests() {
        Entries.Builder theirs = Entries.newBuilder().addKeyHash(1).addDigest(7);

        EntriesComparison comparison = compared(theirs, new HashTree.Entry(1, 7, KEY), new HashTree.Entry(1, 8, OTHER));

        assertThat(comparison.absent()).containsExactly(OTHER);
    }

    @Test
    void keys_without_digests_are_refused() {
        assertThatThrownBy(() -> compared(Entries.newBuilder().addKeyHash(1))).isInstanceOf(MalformedException.class);
    }

    @Test
    void a_comparison_is_of_the_range_that_the_message_names() {
        Entries.Builder theirs = Entries.newBuilder().setBits(4).setPrefix(1L << 60);

        assertThat(compared(theirs).range()).isEqualTo(new RangeKey(3, new HashRange(1L << 60, 4)));
    }
}
