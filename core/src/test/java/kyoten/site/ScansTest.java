package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.List;
import kyoten.causal.VersionVector;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.NextPage;
import kyoten.site.message.OpenSession;
import kyoten.site.message.Scan;
import kyoten.site.message.ScanPage;
import kyoten.site.message.SessionId;
import kyoten.site.message.Update;
import org.junit.jupiter.api.Test;

/** Where scans begin, and where their pages end, at a site of one server. */
class ScansTest {
    private static final int MANY = 100;

    private final LoneServer server = new LoneServer(
            SiteOptions.of(Stores.SITE, LoneServer.SELF, Vector.of(LoneServer.SELF), Stores.bytes("0123456789abcdef"))
                    .with(Stores.LIMITS.withPageBytes(200)));
    private final SessionId session;
    private long sequence;

    ScansTest() {
        server.boot();
        server.lead();
        session = server.ask(ClientRequest.newBuilder()
                        .setOpen(OpenSession.newBuilder().setNonce(9)))
                .get(0)
                .getOpened()
                .getSession();
    }

    private void update(Update.Builder update) {
        server.ask(
                ClientRequest.newBuilder().setUpdate(update.setSession(session).setSequence(++sequence)));
    }

    private void write(String... keys) {
        for (String key : keys) {
            update(Stores.write(key, "v"));
        }
    }

    private ScanPage scan(String prefix, String from) {
        Scan.Builder scan = Scan.newBuilder()
                .setPrefix(Stores.bytes(prefix))
                .setFrom(Stores.bytes(from))
                .setLimit(MANY);
        return server.ask(ClientRequest.newBuilder().setScan(scan)).get(0).getScan();
    }

    private ScanPage next(ScanPage page) {
        NextPage.Builder next = NextPage.newBuilder().setPage(page.getNext());
        return server.ask(ClientRequest.newBuilder().setNextPage(next)).get(0).getScan();
    }

    private static List<String> keys(ScanPage page) {
        return page.getEntriesList().stream()
                .map(entry -> entry.getKey().toStringUtf8())
                .toList();
    }

    @Test
    void a_scan_begins_where_it_is_told_within_its_prefix() {
        write("a/1", "b/1", "b/2", "b/3", "c/1");
        assertThat(keys(scan("b/", "b/2"))).containsExactly("b/2", "b/3");
        assertThat(keys(scan("b/", "a/1"))).containsExactly("b/1", "b/2", "b/3");
        assertThat(keys(scan("b/", "c"))).isEmpty();
    }

    @Test
    void a_page_ends_with_the_entry_that_makes_it_long_enough() {
        update(Stores.write("b/1", "x".repeat(150)));
        update(Stores.write("b/2", "x".repeat(150)));
        write("b/3", "b/4");
        ScanPage first = scan("b/", "");
        assertThat(keys(first)).containsExactly("b/1", "b/2");
        ScanPage second = next(first);
        assertThat(keys(second)).containsExactly("b/3", "b/4");
        assertThat(second.getNext()).isZero();
    }

    @Test
    void a_page_ends_after_many_keys_without_a_value_too() {
        for (int i = 0; i < 5_000; i++) {
            update(Stores.delete("b/" + i));
        }
        write("b/last");
        ScanPage first = scan("b/", "");
        assertThat(keys(first)).isEmpty();
        assertThat(first.getNext()).isNotZero();
        assertThat(keys(next(first))).containsExactly("b/last");
    }

    @Test
    void a_key_that_only_one_kind_of_reader_sees_is_shown() {
        update(Stores.gwrite("b/1", "seen by gread", VersionVector.empty()));
        update(Stores.gdelete("b/1", VersionVector.empty()));
        ScanPage page = scan("b/", "");
        assertThat(keys(page)).containsExactly("b/1");
        assertThat(page.getEntries(0).getRead().hasValue()).isFalse();
        assertThat(page.getEntries(0).getSiblings()).isEqualTo(1);
    }
}
