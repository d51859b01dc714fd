package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.GreadKey;
import kyoten.site.message.ReadKey;
import kyoten.site.message.Refused.Reason;
import kyoten.site.message.Scan;
import kyoten.site.message.SessionId;
import kyoten.site.message.Update;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final String LONGEST = "k".repeat(Stores.LIMITS.keyBytes());
    private static final String TOO_LONG = LONGEST + "k";

    private static Option<Reason> fault(ClientRequest.Builder request) {
        return Forms.fault(request.build(), Stores.LIMITS);
    }

    private static Option<Reason> fault(Update.Builder update) {
        return fault(ClientRequest.newBuilder().setUpdate(update));
    }

    private static Update.Builder update() {
        return Stores.write("k", "v")
                .setSession(SessionId.newBuilder().setIndex(1))
                .setSequence(1);
    }

    private static Option<Reason> scan(String prefix, int limit) {
        return fault(ClientRequest.newBuilder()
                .setScan(Scan.newBuilder().setPrefix(Stores.bytes(prefix)).setLimit(limit)));
    }

    @Test
    void keys_of_every_kind_of_request_may_be_so_long_and_no_longer() {
        assertThat(fault(update().setKey(Stores.bytes(LONGEST)))).isEmpty();
        assertThat(fault(update().setKey(Stores.bytes(TOO_LONG)))).contains(Reason.KEY_TOO_LONG);
        assertThat(scan(LONGEST, 1)).isEmpty();
        assertThat(scan(TOO_LONG, 1)).contains(Reason.KEY_TOO_LONG);
        assertThat(fault(ClientRequest.newBuilder().setRead(ReadKey.newBuilder().setKey(Stores.bytes(TOO_LONG)))))
                .contains(Reason.KEY_TOO_LONG);
        assertThat(fault(ClientRequest.newBuilder()
                        .setGread(GreadKey.newBuilder().setKey(Stores.bytes(TOO_LONG)))))
                .contains(Reason.KEY_TOO_LONG);
    }

    @Test
    void an_update_needs_a_kind_a_session_and_a_sequence() {
        assertThat(fault(update())).isEmpty();
        assertThat(fault(update().clearKind())).contains(Reason.MALFORMED);
        assertThat(fault(update().setKindValue(99))).contains(Reason.MALFORMED);
        assertThat(fault(update().clearSession())).contains(Reason.MALFORMED);
        assertThat(fault(update().clearSequence())).contains(Reason.MALFORMED);
    }

    @Test
    void a_scan_asks_for_one_key_or_more() {
        assertThat(scan("k", 1)).isEmpty();
        assertThat(scan("k", 0)).contains(Reason.MALFORMED);
    }
}
