package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.SiteId;
import kyoten.node.Step;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.OpenSession;
import org.junit.jupiter.api.Test;

/** What other sites say, beside a client, at a site of one server. */
class PatienceTest {
    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);
    private static final ByteString KEY = Stores.bytes("k");
    private static final long MILLISECOND = 1_000_000;

    private final LoneServer server = new LoneServer(SiteOptions.of(
                    Stores.SITE, LoneServer.SELF, Vector.of(LoneServer.SELF), Stores.bytes("0123456789abcdef"))
            .withFounders(Vector.of(Stores.SITE, OSAKA.site()).map(site -> Member.of(Incarnation.founder(site)))));
    private long hash;
    private long n;

    PatienceTest() {
        server.boot();
        server.lead();
        server.pass(10 * MILLISECOND);
    }

    private void arrive() {
        LoggedUpdate update = new LoggedUpdate(
                new Dot(OSAKA, ++n), KEY, VersionVector.empty(), Option.some(Stores.bytes("v" + n)), 5);
        server.proposeSoon(Stores.arrivals(Stores.batch(hash, update)));
        hash = update.hash(hash);
    }

    private long appends() {
        return server.effects().stream().filter(Effect.Append.class::isInstance).count();
    }

    private long arrived() {
        return server.state().store().streamOf(KEY).log(OSAKA).last();
    }

    @Test
    void what_has_gone_apart_or_changes_nothing_is_told() {
        arrive();
        server.pass(10 * MILLISECOND);
        hash++;
        arrive();
        assertThat(marks()).contains(Marks.STREAM_DIVERGED);
        server.pass(10 * MILLISECOND);
        n += 5;
        arrive();
        assertThat(marks()).contains(Step.IGNORED).doesNotContain(Marks.STREAM_DIVERGED);
        assertThat(arrived()).isEqualTo(1);
    }

    private List<String> marks() {
        return server.effects().stream()
                .filter(Effect.Note.class::isInstance)
                .map(effect -> ((Effect.Note) effect).mark())
                .toList();
    }

    @Test
    void the_first_goes_at_once() {
        arrive();
        assertThat(appends()).isOne();
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void others_wait_and_go_together_when_nobody_comes() {
        arrive();
        arrive();
        arrive();
        assertThat(appends()).isZero();
        server.pass(3 * MILLISECOND);
        server.on(new Event.TimerFired(Patience.TIMER));
        assertThat(appends()).isOne();
        assertThat(arrived()).isEqualTo(3);
    }

    @Test
    void those_that_wait_go_with_a_command_that_can_not() {
        arrive();
        arrive();
        server.propose(Stores.arrivals());
        assertThat(appends()).isOne();
        assertThat(arrived()).isEqualTo(2);
    }

    @Test
    void those_that_wait_go_with_a_client() {
        arrive();
        arrive();
        server.ask(ClientRequest.newBuilder().setOpen(OpenSession.newBuilder().setNonce(7)));
        assertThat(appends()).isOne();
        assertThat(arrived()).isEqualTo(2);
        assertThat(server.replies()).hasSize(1);
    }

    @Test
    void a_timer_ends_the_waiting_unless_somebody_comes_before() {
        arrive();
        server.pass(MILLISECOND);
        arrive();
        assertThat(server.effects()).contains(new Effect.SetTimer(Patience.TIMER, 2 * MILLISECOND));
        arrive();
        assertThat(server.effects()).noneMatch(Effect.SetTimer.class::isInstance);
        ClientRequest.Builder open =
                ClientRequest.newBuilder().setOpen(OpenSession.newBuilder().setNonce(7));
        server.ask(open);
        assertThat(server.effects()).contains(new Effect.CancelTimer(Patience.TIMER));
        server.ask(open);
        assertThat(server.effects()).doesNotContain(new Effect.CancelTimer(Patience.TIMER));
    }

    @Test
    void after_a_quiet_time_the_next_goes_at_once() {
        arrive();
        server.pass(3 * MILLISECOND);
        arrive();
        assertThat(arrived()).isEqualTo(2);
    }

    @Test
    void what_waits_is_dropped_with_the_leadership() {
        server.holdDisk();
        arrive();
        long append = server.effects().stream()
                .filter(Effect.Append.class::isInstance)
                .mapToLong(effect -> ((Effect.Append) effect).operation())
                .findFirst()
                .orElseThrow();
        arrive();
        server.on(new Event.DiskFailed(append, Event.DiskFault.BROKEN));
        assertThat(server.state().patient().isEmpty()).isTrue();
        assertThat(server.effects())
                .contains(new Effect.CancelTimer(Patience.TIMER), new Effect.CancelTimer(SiteServer.VOUCH));
    }
}
