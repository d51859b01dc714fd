package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import kyoten.causal.Origin;
import kyoten.geo.Exchange.RangeKey;
import kyoten.geo.message.Range;
import kyoten.node.SiteId;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.wire.MalformedException;
import org.junit.jupiter.api.Test;

class RangesTest {
    private static final RangeKey WHOLE = new RangeKey(MadeStore.STREAM, HashRange.WHOLE);

    private static Range.Builder range(int stream, long prefix, int bits, int parts) {
        return Range.newBuilder()
                .setStream(stream)
                .setPrefix(prefix)
                .setBits(bits)
                .addAllParts(Collections.nCopies(parts, 0L));
    }

    private static void assertMalformed(Range.Builder message) {
        assertThatThrownBy(() -> Ranges.key(message.build())).isInstanceOf(MalformedException.class);
    }

    @Test
    void a_message_stands_for_its_range_and_has_the_hash_of_each_part() {
        Origin osaka = new Origin(new SiteId("osaka"), 1);
        HashTree tree = new MadeStore()
                .write(osaka, MadeStore.key(MadeStore.STREAM, 0), "v")
                .store()
                .streams()
                .get(MadeStore.STREAM)
                .tree();
        RangeKey part = WHOLE.part(5);

        assertThat(Ranges.key(Ranges.message(tree, part))).isEqualTo(part);
        assertThat(Ranges.message(tree, WHOLE).getPartsList())
                .isEqualTo(tree.children(HashRange.WHOLE)
                        .map(HashTree.Summary::hash)
                        .toJavaList());
        assertThat(tree.summary().hash()).isNotZero();
    }

    @Test
    void the_last_range_that_can_be_divided_is_one() {
        assertThat(Ranges.key(range(3, 0, 60, 16).build())).isEqualTo(new RangeKey(3, new HashRange(0, 60)));
    }

    @Test
    void what_is_no_range_is_refused() {
        assertMalformed(range(256, 0, 0, 16));
        assertMalformed(range(3, 0, 3, 16));
        assertMalformed(range(3, 1, 4, 16));
        assertMalformed(range(3, 0, 64, 16));
        assertMalformed(range(3, 0, 4, 15));
    }
}
