package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.site.ContextSeal.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContextSealTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("a");
    private static final VersionVector KNOWN = VersionVector.upTo(new Dot(new Origin(new SiteId("tokyo"), -3), 12));

    private final ContextSeal seal = new ContextSeal(ByteString.copyFromUtf8("0123456789abcdef"));
    private final ByteString context = seal.seal(KEY, KNOWN);

    @Test
    void a_context_is_good_at_its_key_and_holds_what_was_known() {
        assertThat(seal.examine(KEY, context)).isEqualTo(Verdict.GOOD);
        assertThat(ContextSeal.open(context)).isEqualTo(KNOWN);
    }

    @Test
    void a_context_is_refused_at_another_key() {
        assertThat(seal.examine(ByteString.copyFromUtf8("b"), context)).isEqualTo(Verdict.OF_ANOTHER_KEY);
    }

    @Test
    void no_context_is_the_empty_one() {
        assertThat(seal.examine(KEY, ByteString.EMPTY)).isEqualTo(Verdict.GOOD);
        assertThat(ContextSeal.open(ByteString.EMPTY)).isEqualTo(VersionVector.empty());
    }

    @Test
    void a_context_of_another_cluster_is_forged() {
        ContextSeal other = new ContextSeal(ByteString.copyFromUtf8("0123456789abcdeg"));
        assertThat(other.examine(KEY, context)).isEqualTo(Verdict.FORGED);
    }

    @Property
    void a_context_with_a_changed_byte_is_forged(@ForAll @IntRange(max = 255) int at, @ForAll byte value) {
        byte[] bytes = context.toByteArray();
        int place = at % bytes.length;
        if (bytes[place] != value) {
            bytes[place] = value;
            assertThat(seal.examine(KEY, ByteString.copyFrom(bytes))).isEqualTo(Verdict.FORGED);
        }
    }

    @Property
    void a_context_that_is_cut_off_is_forged(@ForAll @IntRange(min = 1, max = 255) int length) {
        ByteString cut = context.substring(0, 1 + length % (context.size() - 1));
        assertThat(seal.examine(KEY, cut)).isEqualTo(cut.equals(context) ? Verdict.GOOD : Verdict.FORGED);
    }

    @Property
    void random_bytes_are_forged(@ForAll byte[] bytes) {
        assertThat(seal.examine(KEY, ByteString.copyFrom(bytes)))
                .isEqualTo(bytes.length == 0 ? Verdict.GOOD : Verdict.FORGED);
    }

    @Test
    void keys_of_clusters_are_told_apart_by_their_fingerprints() {
        ByteString key = Stores.bytes("0123456789abcdef");
        long fingerprint = ContextSeal.fingerprint(key);
        assertThat(ContextSeal.fingerprint(key)).isEqualTo(fingerprint);
        assertThat(ContextSeal.fingerprint(Stores.bytes("0123456789abcdeg"))).isNotEqualTo(fingerprint);
    }
}
