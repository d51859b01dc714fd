package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import org.junit.jupiter.api.Test;

/** What a stream keeps of its logs, and which of its keys are ahead of it. */
class StreamStateTest {
    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);
    private static final Origin NARA = new Origin(new SiteId("nara"), 1);
    private static final VersionVector NOTHING = VersionVector.empty();
    /** Two keys of one stream. */
    private static final ByteString ONE = Stores.bytes("key-0");

    private static final ByteString OTHER = Stores.bytes("key-57");

    private final Stores stores = new Stores();

    private static LoggedUpdate update(Origin origin, long n, String value) {
        return new LoggedUpdate(new Dot(origin, n), ONE, NOTHING, Option.some(Stores.bytes(value)), 0);
    }

    private static StreamState applied(int logBytes, LoggedUpdate... updates) {
        StreamState stream = StreamState.NEW;
        for (LoggedUpdate update : updates) {
            stream = stream.applied(update, true, logBytes);
        }
        return stream;
    }

    @Test
    void a_log_that_just_fits_stays_whole() {
        LoggedUpdate first = update(OSAKA, 1, "a");
        LoggedUpdate second = update(OSAKA, 2, "b");
        int both = first.size() + second.size();
        assertThat(applied(both, first, second).log(OSAKA).first()).isEqualTo(1);
        assertThat(applied(both - 1, first, second).log(OSAKA).first()).isEqualTo(2);
    }

    @Test
    void the_longest_log_gives_way() {
        String big = "x".repeat(500);
        StreamState stream =
                applied(1200, update(NARA, 1, "a"), update(NARA, 2, "b"), update(OSAKA, 1, big), update(OSAKA, 2, big));
        assertThat(stream.log(NARA).first()).isEqualTo(1);
        assertThat(stream.log(OSAKA).first()).isEqualTo(2);
        StreamState turned =
                applied(1200, update(OSAKA, 1, "a"), update(OSAKA, 2, "b"), update(NARA, 1, big), update(NARA, 2, big));
        assertThat(turned.log(OSAKA).first()).isEqualTo(1);
        assertThat(turned.log(NARA).first()).isEqualTo(2);
    }

    private void arrive(ByteString key, Origin origin, VersionVector context) {
        stores.arrive(key, origin, context, Option.some(Stores.bytes("v")));
    }

    private Iterable<ByteString> ahead() {
        return stores.store().streamOf(ONE).ahead().keySet();
    }

    /** The updates that the contexts knew come to a third key of the stream. */
    @Test
    void a_key_is_ahead_of_its_stream_until_all_that_its_context_knew_has_been_applied() {
        stores.beginEpoch(1);
        arrive(ONE, OSAKA, VersionVector.upTo(new Dot(NARA, 1)));
        arrive(OTHER, OSAKA, VersionVector.upTo(new Dot(NARA, 2)));
        assertThat(ahead()).containsExactly(ONE, OTHER);
        ByteString third = thirdKey();
        arrive(third, NARA, NOTHING);
        assertThat(ahead()).containsExactly(OTHER);
        arrive(third, NARA, NOTHING);
        assertThat(ahead()).isEmpty();
    }

    private static ByteString thirdKey() {
        int i = 58;
        while (Streams.of(Stores.bytes("key-" + i)) != Streams.of(ONE)) {
            i++;
        }
        return Stores.bytes("key-" + i);
    }
}
