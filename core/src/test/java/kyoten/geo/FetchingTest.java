package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Fetched;
import kyoten.geo.message.StreamKeys;
import kyoten.site.HashTree;
import kyoten.site.Vectors;
import kyoten.site.message.KeyPart;
import kyoten.site.message.SiblingPart;
import org.junit.jupiter.api.Test;

class FetchingTest {
    private static final int PLENTY = 1 << 20;
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");
    private static final ByteString ONE = MadeStore.key(3, 0);
    private static final ByteString TWO = MadeStore.key(3, 1);
    private static final ByteString THERE_IS_NONE = MadeStore.key(3, 2);

    /** The first key has two siblings, the second one. */
    private final MadeStore here = new MadeStore()
            .write(KOBE.origin(), ONE, "a")
            .write(OSAKA.origin(), ONE, "b")
            .write(KOBE.origin(), TWO, "c");

    private static StreamKeys keys(VersionVector applied, ByteString... keys) {
        StreamKeys.Builder message = StreamKeys.newBuilder().setStream(3).setApplied(Vectors.message(applied));
        for (ByteString key : keys) {
            message.addKeyHash(HashTree.keyHash(key));
        }
        return message.build();
    }

    private Fetched fetched(int limit, int firstSibling, StreamKeys... keys) {
        Fetching fetching = new Fetching(here.store(), limit, firstSibling);
        for (StreamKeys part : keys) {
            fetching.take(part);
        }
        return fetching.fetched().build();
    }

    private static String text(Fetched fetched) {
        StringBuilder text = new StringBuilder();
        for (KeyPart part : fetched.getKeysList()) {
            text.append(part.getKey().equals(ONE) ? "one:" : "two:");
            for (SiblingPart sibling : part.getSiblingsList()) {
                text.append(sibling.getApplied() ? "-" : sibling.getValue().toStringUtf8());
            }
            text.append(part.hasSeen() ? "+seen " : " ");
        }
        return text + "done " + fetched.getDone() + ", next " + fetched.getNextSibling();
    }

    @Test
    void keys_come_with_all_their_siblings_and_what_was_seen() {
        assertThat(text(fetched(PLENTY, 0, keys(VersionVector.empty(), ONE, TWO))))
                .isEqualTo("one:ab+seen two:c+seen done 2, next 0");
    }

    @Test
    void what_the_other_site_has_applied_comes_without_its_content() {
        assertThat(text(fetched(PLENTY, 0, keys(VersionVector.upTo(KOBE.dot(1)), ONE, TWO))))
                .isEqualTo("one:-b+seen two:c+seen done 2, next 0");
    }

    @Test
    void a_key_that_there_is_not_is_done_too() {
        assertThat(text(fetched(PLENTY, 0, keys(VersionVector.empty(), THERE_IS_NONE, TWO))))
                .isEqualTo("two:c+seen done 2, next 0");
    }

    @Test
    void a_full_message_ends_within_a_key_and_the_next_one_goes_on_there() {
        StreamKeys both = keys(VersionVector.empty(), ONE, TWO);

        assertThat(text(fetched(1, 0, both))).isEqualTo("one:a+seen done 0, next 1");
        assertThat(text(fetched(1, 1, both))).isEqualTo("one:b done 1, next 0");
        assertThat(text(fetched(PLENTY, 1, both))).isEqualTo("one:b two:c+seen done 2, next 0");
        assertThat(text(fetched(PLENTY, -5, both))).isEqualTo("one:ab+seen two:c+seen done 2, next 0");
    }

    @Test
    void a_message_is_full_when_its_keys_are_as_big_as_the_limit() {
        StreamKeys both = keys(VersionVector.empty(), ONE, TWO);
        Fetched whole = fetched(PLENTY, 0, both);
        KeyPart one = whole.getKeys(0);
        int bytes = one.getKey().size()
                + one.getSeen().getSerializedSize()
                + one.getSiblingsList().stream()
                        .mapToInt(SiblingPart::getSerializedSize)
                        .sum();

        assertThat(text(fetched(bytes, 0, both))).isEqualTo("one:ab+seen done 1, next 0");
        assertThat(text(fetched(bytes + 1, 0, both))).isEqualTo("one:ab+seen two:c+seen done 2, next 0");
        assertThat(text(fetched(1, 0, keys(VersionVector.empty(), TWO), keys(VersionVector.empty(), ONE))))
                .isEqualTo("two:c+seen done 1, next 0");
    }

    @Test
    void a_message_is_full_within_a_key_when_its_siblings_are_as_big_as_the_limit() {
        StreamKeys one = keys(VersionVector.empty(), ONE);
        int bytes = fetched(PLENTY, 0, one).getKeys(0).getSiblings(0).getSerializedSize();

        assertThat(text(fetched(bytes, 0, one))).isEqualTo("one:a+seen done 0, next 1");
        assertThat(text(fetched(bytes + 1, 0, one))).isEqualTo("one:ab+seen done 1, next 0");
    }
}
