package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import kyoten.node.Event;
import kyoten.raft.RaftOptions;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientReply.BodyCase;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.CloseSession;
import kyoten.site.message.OpenSession;
import kyoten.site.message.Refused.Reason;
import kyoten.site.message.SessionId;
import kyoten.site.message.Update;
import kyoten.site.message.Updated.Outcome;
import org.junit.jupiter.api.Test;

/** What a server of a site answers where it does not, or can't, do what a client asks. */
class ClientDeskTest {
    private static final SiteOptions ALONE = SiteOptions.of(
                    Stores.SITE, LoneServer.SELF, Vector.of(LoneServer.SELF), Stores.bytes("0123456789abcdef"))
            .with(Stores.LIMITS);

    private LoneServer server = LoneServer.leading();
    private SessionId session = SessionId.getDefaultInstance();

    private ClientReply ask(ClientRequest.Builder request) {
        return server.ask(request).get(0);
    }

    private void openSession() {
        session = ask(open(9)).getOpened().getSession();
    }

    private static ClientRequest.Builder open(long nonce) {
        return ClientRequest.newBuilder().setOpen(OpenSession.newBuilder().setNonce(nonce));
    }

    private ClientRequest.Builder close() {
        return ClientRequest.newBuilder().setClose(CloseSession.newBuilder().setSession(session));
    }

    private ClientRequest.Builder write(long sequence, String value) {
        Update.Builder update = Stores.write("k", value).setSession(session).setSequence(sequence);
        return ClientRequest.newBuilder().setAttempt(sequence).setUpdate(update);
    }

    @Test
    void a_leader_whose_epoch_has_not_begun_is_not_ready() {
        server = new LoneServer(ALONE);
        server.boot();
        server.holdDisk();
        server.passAndFire();
        while (server.state().tenure().isEmpty()) {
            server.releaseOne();
        }
        assertThat(ask(open(9)).getBodyCase()).isEqualTo(BodyCase.NOT_READY);
        server.releaseDisk();
        assertThat(server.state().tenure().get().isRecording()).isFalse();
        assertThat(ask(open(9)).getBodyCase()).isEqualTo(BodyCase.OPENED);
    }

    @Test
    void a_server_knows_who_leads() {
        assertThat(new SiteServer(ALONE).leader(server.state())).contains(LoneServer.SELF);
    }

    @Test
    void a_request_without_a_body_is_refused() {
        assertThat(ask(ClientRequest.newBuilder().setAttempt(5)).getRefused().getReason())
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void a_session_is_closed_and_then_unknown() {
        openSession();
        assertThat(ask(close()).getClosed().getSession()).isEqualTo(session);
        assertThat(ask(write(1, "late")).getBodyCase()).isEqualTo(BodyCase.SESSION_UNKNOWN);
    }

    @Test
    void without_room_no_session_is_opened_and_nothing_is_said_of_unknown_ones() {
        openSession();
        server.fillDisk(true);
        server.ask(write(1, "finds out"));
        assertThat(ask(open(10)).getRefused().getReason()).isEqualTo(Reason.NO_ROOM);
        assertThat(ask(close()).getBodyCase()).isEqualTo(BodyCase.NOT_READY);
        session = SessionId.newBuilder().setIndex(99).setNonce(1).build();
        assertThat(ask(write(1, "of whom?")).getBodyCase()).isEqualTo(BodyCase.NOT_READY);
    }

    @Test
    void an_update_that_is_asked_again_while_it_is_under_way_is_put_into_the_log_once() {
        openSession();
        server.holdDisk();
        server.ask(write(1, "a"));
        server.on(new Event.Received(
                LoneServer.CLIENT, write(1, "a").setTerm(server.term()).build()));
        server.releaseDisk();
        assertThat(server.replies()).hasSize(1);
    }

    @Test
    void a_site_that_comes_back_from_a_snapshot_goes_on() {
        RaftOptions.Limits often = new RaftOptions.Limits(4, 1 << 20, 100, 3, 1);
        server = new LoneServer(ALONE.with(ALONE.raft().with(often)));
        server.boot();
        server.lead();
        openSession();
        for (int i = 1; i <= 20; i++) {
            server.ask(write(i, "v" + i));
        }
        server.boot();
        server.lead();
        assertThat(server.state().store().key(Stores.bytes("k")).local().get().value())
                .contains(Stores.bytes("v20"));
        assertThat(ask(write(21, "more")).getUpdated().getOutcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void a_copy_of_what_was_done_is_not_refused_for_want_of_room() {
        openSession();
        ClientReply done = ask(write(1, "a"));
        server.fillDisk(true);
        server.ask(write(2, "finds out"));
        assertThat(server.state().raft().isFull()).isTrue();
        assertThat(ask(write(1, "a"))).isEqualTo(done);
    }

    @Test
    void an_update_that_the_log_has_no_place_for_can_be_asked_again() {
        RaftOptions.Limits few = new RaftOptions.Limits(4, 1 << 20, 1, 10_000, 1_000);
        server = new LoneServer(ALONE.with(ALONE.raft().with(few)));
        server.boot();
        server.lead();
        openSession();
        server.holdDisk();
        server.ask(write(1, "takes the place"));
        assertThat(ask(write(2, "b")).getBodyCase()).isEqualTo(BodyCase.NOT_READY);
        assertThat(ask(open(11)).getBodyCase()).isEqualTo(BodyCase.NOT_READY);
        assertThat(ask(close()).getBodyCase()).isEqualTo(BodyCase.NOT_READY);
        server.releaseDisk();
        assertThat(ask(write(2, "b")).getUpdated().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(ask(open(11)).getBodyCase()).isEqualTo(BodyCase.OPENED);
        assertThat(ask(close()).getBodyCase()).isEqualTo(BodyCase.CLOSED);
    }

    @Test
    void an_answer_bears_the_number_of_its_request_and_the_term() {
        openSession();
        ClientReply reply = ask(write(1, "a"));
        assertThat(reply.getAttempt()).isEqualTo(1);
        assertThat(reply.getTerm()).isEqualTo(server.term());
    }

    @Test
    void what_no_server_understands_is_ignored() {
        server.effects().clear();
        SiteState before = server.state();
        server.on(new Event.Received(LoneServer.CLIENT, ClientReply.getDefaultInstance()));
        assertThat(server.state()).isEqualTo(before);
        assertThat(server.replies()).isEmpty();
    }

    @Test
    void a_server_that_does_not_lead_puts_nothing_into_the_log() {
        server = new LoneServer(ALONE);
        server.boot();
        SiteState before = server.state();
        server.proposeSoon(Stores.arrivals());
        assertThat(server.state()).isSameAs(before);
    }

    @Test
    void a_session_does_not_age_while_nobody_leads() {
        openSession();
        server.pass(50_000_000_000L);
        server.boot();
        server.pass(50_000_000_000L);
        server.lead();
        assertThat(ask(write(1, "a")).getUpdated().getOutcome()).isEqualTo(Outcome.DONE);
    }
}
