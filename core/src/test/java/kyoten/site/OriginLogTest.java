package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import org.junit.jupiter.api.Test;

class OriginLogTest {
    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);
    private static final OriginLog THREE =
            OriginLog.NEW.appended(update(1)).appended(update(2)).appended(update(3));

    private static LoggedUpdate update(long n) {
        String value = "v".repeat((int) n);
        return new LoggedUpdate(
                new Dot(OSAKA, n), Stores.bytes("k"), VersionVector.empty(), Option.some(Stores.bytes(value)), n);
    }

    @Test
    void a_log_has_no_gaps() {
        assertThatThrownBy(() -> THREE.appended(update(5))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> THREE.appended(update(3))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> THREE.skipped(update(5))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_update_counts_with_its_key_its_value_and_its_context() {
        VersionVector context = VersionVector.upTo(new Dot(OSAKA, 7));
        Option<ByteString> value = Option.some(Stores.bytes("value"));
        LoggedUpdate update = new LoggedUpdate(new Dot(OSAKA, 8), Stores.bytes("key"), context, value, 0);
        assertThat(update.size()).isEqualTo(64 + 3 + 5 + 24);
    }

    @Test
    void the_updates_from_one_on_may_be_none() {
        assertThat(THREE.from(2)).containsExactly(update(2), update(3));
        assertThat(THREE.from(4)).isEmpty();
        assertThat(THREE.from(9)).isEmpty();
        OriginLog trimmed = THREE.trimmedTo(1);
        assertThatThrownBy(() -> trimmed.from(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_trimmed_log_knows_its_hashes_and_bytes() {
        OriginLog trimmed = THREE.trimmedTo(2);
        assertThat(trimmed.first()).isEqualTo(3);
        assertThat(trimmed.last()).isEqualTo(3);
        assertThat(trimmed.hashBefore(3)).isEqualTo(update(2).hash(update(1).hash(0)));
        assertThat(trimmed.hashBefore(4)).isEqualTo(trimmed.hash()).isEqualTo(THREE.hash());
        assertThat(trimmed.bytes()).isEqualTo(update(3).size());
        assertThat(trimmed.trimmedTo(1)).isSameAs(trimmed);
        assertThat(THREE.trimmedTo(3)).isEqualTo(OriginLog.behind(3, THREE.hash()));
        assertThat(THREE.trimmedTo(9)).isEqualTo(OriginLog.behind(3, THREE.hash()));
    }
}
