package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.List;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.node.Effect;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.Command;
import kyoten.site.message.GreadKey;
import kyoten.site.message.GreadPage;
import kyoten.site.message.MergeHistory;
import kyoten.site.message.NextPage;
import kyoten.site.message.OpenSession;
import kyoten.site.message.ReadAnswer;
import kyoten.site.message.ReadKey;
import kyoten.site.message.SessionId;
import kyoten.site.message.Update;
import kyoten.site.resolver.Resolvers;
import org.junit.jupiter.api.Test;

/** What a site of one server answers to gread: pages, resolvers, and what it says of itself. */
class GreadsTest {
    private static final SiteOptions ALONE = SiteOptions.of(
                    Stores.SITE, LoneServer.SELF, Vector.of(LoneServer.SELF), Stores.bytes("0123456789abcdef"))
            .with(Stores.LIMITS.withPageBytes(4));

    private LoneServer server = leading(ALONE);
    private SessionId session = open();
    private long sequence;

    private static LoneServer leading(SiteOptions options) {
        LoneServer server = new LoneServer(options);
        server.boot();
        server.lead();
        return server;
    }

    private SessionId open() {
        ClientRequest.Builder request =
                ClientRequest.newBuilder().setOpen(OpenSession.newBuilder().setNonce(9));
        return server.ask(request).get(0).getOpened().getSession();
    }

    private void write(String... values) {
        for (String value : values) {
            Update.Builder update = Stores.gwrite("k", value, VersionVector.empty());
            server.ask(ClientRequest.newBuilder()
                    .setUpdate(update.setSession(session).setSequence(++sequence)));
        }
    }

    private void resolve(String prefix, String resolver) {
        server.pass(10_000_000); // so that it does not wait
        History history = server.state().store().standing().history();
        History chosen = history.with(history.prefixes().with(Stores.bytes(prefix), resolver));
        server.proposeSoon(
                Command.newBuilder().setMergeHistory(MergeHistory.newBuilder().setHistory(chosen.toMessage())));
    }

    private GreadPage gread() {
        ClientRequest.Builder request =
                ClientRequest.newBuilder().setGread(GreadKey.newBuilder().setKey(Stores.bytes("k")));
        return server.ask(request).get(0).getGread();
    }

    private GreadPage next(GreadPage page) {
        ClientRequest.Builder request =
                ClientRequest.newBuilder().setNextPage(NextPage.newBuilder().setPage(page.getNext()));
        return server.ask(request).get(0).getGread();
    }

    private static List<String> texts(List<ByteString> values) {
        return values.stream().map(ByteString::toStringUtf8).toList();
    }

    private List<String> notes() {
        return server.effects().stream()
                .filter(Effect.Note.class::isInstance)
                .map(effect -> ((Effect.Note) effect).mark())
                .toList();
    }

    @Test
    void a_page_that_is_just_full_takes_no_more() {
        write("aa", "bb", "cc");
        GreadPage first = gread();
        assertThat(texts(first.getValuesList())).containsExactly("aa", "bb");
        assertThat(first.getContext()).isEmpty();
        GreadPage second = next(first);
        assertThat(texts(second.getValuesList())).containsExactly("cc");
        assertThat(second.getContext()).isNotEmpty();
        assertThat(second.getNext()).isZero();
    }

    @Test
    void what_a_resolver_left_out_takes_the_room_behind_the_values() {
        resolve("", Resolvers.LAST_WRITER);
        write("aa", "bb", "cc");
        GreadPage first = gread();
        assertThat(first.getResolver()).isEqualTo(Resolvers.LAST_WRITER);
        assertThat(texts(first.getValuesList())).containsExactly("cc");
        assertThat(texts(first.getDiscardedList())).containsExactly("aa");
        GreadPage second = next(first);
        assertThat(second.getValuesList()).isEmpty();
        assertThat(texts(second.getDiscardedList())).containsExactly("bb");
        assertThat(second.getContext()).isNotEmpty();
    }

    @Test
    void a_resolver_that_the_site_does_not_know_leaves_all_values_and_is_told() {
        resolve("k", "of-another-version");
        write("a", "b");
        GreadPage page = gread();
        assertThat(texts(page.getValuesList())).containsExactly("a", "b");
        assertThat(page.getResolverError()).contains("of-another-version");
        assertThat(notes()).contains(Marks.RESOLVER_FAILED);
    }

    @Test
    void a_resolver_is_not_asked_where_nothing_lives() {
        resolve("k", "of-another-version");
        GreadPage page = gread();
        assertThat(page.getResolver()).isEqualTo("of-another-version");
        assertThat(page.getResolverError()).isEmpty();
        assertThat(notes()).doesNotContain(Marks.RESOLVER_FAILED);
    }

    @Test
    void a_site_says_whether_it_is_fenced() {
        assertThat(gread().getFenced()).isFalse();
        assertThat(read().getFenced()).isFalse();
        server = leading(ALONE.withFounders(Vector.empty()));
        assertThat(gread().getFenced()).isTrue();
        assertThat(read().getFenced()).isTrue();
    }

    private ReadAnswer read() {
        ClientRequest.Builder request =
                ClientRequest.newBuilder().setRead(ReadKey.newBuilder().setKey(Stores.bytes("k")));
        return server.ask(request).get(0).getRead();
    }
}
