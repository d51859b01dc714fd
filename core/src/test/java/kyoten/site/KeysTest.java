package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.site.message.KeyPart;
import kyoten.wire.MalformedException;
import org.junit.jupiter.api.Test;

/** What another site leaves out, since it had been applied here. */
class KeysTest {
    private static final Origin ORIGIN = new Origin(new SiteId("tokyo"), 7);
    private static final ByteString KEY = ByteString.copyFromUtf8("k");
    private static final Sibling FIRST = value(1);
    private static final Sibling THIRD = value(3);
    private static final VersionVector APPLIED = VersionVector.empty().with(new Dot(ORIGIN, 2));
    private static final Siblings OWN = new Siblings(Vector.of(FIRST), APPLIED);

    @Test
    void what_is_live_here_is_put_in() {
        KeyPart part = part().addSiblings(Keys.applied(FIRST.dot()))
                .addSiblings(Keys.message(THIRD))
                .build();
        KeyPart whole = Keys.whole(part, OWN, APPLIED);
        assertThat(Keys.siblings(Siblings.none(), whole).live()).containsExactly(FIRST, THIRD);
        assertThat(whole.getSeen()).isEqualTo(part.getSeen());
    }

    @Test
    void what_is_dead_here_stays_dead() {
        KeyPart part = part().addSiblings(Keys.applied(new Dot(ORIGIN, 2))).build();
        assertThat(Keys.whole(part, OWN, APPLIED).getSiblingsList()).isEmpty();
    }

    @Test
    void what_was_never_here_must_not_be_left_out() {
        KeyPart part = part().addSiblings(Keys.applied(THIRD.dot())).build();
        assertThatThrownBy(() -> Keys.whole(part, OWN, APPLIED))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("without its content");
    }

    @Test
    void a_part_that_leaves_nothing_out_stays_as_it_is() {
        KeyPart part = part().addSiblings(Keys.message(THIRD)).build();
        assertThat(Keys.whole(part, OWN, APPLIED)).isSameAs(part);
    }

    @Test
    void a_sibling_must_not_come_twice() {
        KeyPart part = part().addSiblings(Keys.message(FIRST))
                .addSiblings(Keys.message(FIRST))
                .build();
        assertThatThrownBy(() -> Keys.siblings(Siblings.none(), part)).isInstanceOf(MalformedException.class);
    }

    private static KeyPart.Builder part() {
        return KeyPart.newBuilder()
                .setKey(KEY)
                .setSeen(Vectors.message(VersionVector.empty().with(THIRD.dot())));
    }

    private static Sibling value(long n) {
        return new Sibling(new Dot(ORIGIN, n), n, new Sibling.Value(ByteString.copyFromUtf8("v" + n)));
    }
}
