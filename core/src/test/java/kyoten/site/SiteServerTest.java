package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.causal.VersionVector;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientReply.BodyCase;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.CloseSession;
import kyoten.site.message.GreadKey;
import kyoten.site.message.NextPage;
import kyoten.site.message.OpenSession;
import kyoten.site.message.ReadKey;
import kyoten.site.message.Refused.Reason;
import kyoten.site.message.Scan;
import kyoten.site.message.ServerStatus;
import kyoten.site.message.SessionId;
import kyoten.site.message.Status;
import kyoten.site.message.Update;
import kyoten.site.message.Updated.Outcome;
import org.junit.jupiter.api.Test;

/** A site of one server, stepped by hand. */
class SiteServerTest {
    private final LoneServer server = LoneServer.leading();
    private SessionId session = open();
    private long sequence;

    private SessionId open() {
        ClientRequest.Builder request =
                ClientRequest.newBuilder().setOpen(OpenSession.newBuilder().setNonce(9));
        return server.ask(request).get(0).getOpened().getSession();
    }

    private ClientRequest.Builder request(Update.Builder update) {
        return ClientRequest.newBuilder()
                .setAttempt(++sequence)
                .setUpdate(update.setSession(session).setSequence(sequence));
    }

    private Outcome update(Update.Builder update) {
        return server.ask(request(update)).get(0).getUpdated().getOutcome();
    }

    private ClientReply gread(String key) {
        return server.ask(ClientRequest.newBuilder()
                        .setGread(GreadKey.newBuilder().setKey(Stores.bytes(key))))
                .get(0);
    }

    private ClientReply read(String key) {
        return server.ask(
                        ClientRequest.newBuilder().setRead(ReadKey.newBuilder().setKey(Stores.bytes(key))))
                .get(0);
    }

    private ClientReply scan(String prefix, int limit) {
        return server.ask(ClientRequest.newBuilder()
                        .setScan(Scan.newBuilder()
                                .setPrefix(Stores.bytes(prefix))
                                .setLimit(limit)))
                .get(0);
    }

    private ClientReply next(long page) {
        return server.ask(ClientRequest.newBuilder()
                        .setNextPage(NextPage.newBuilder().setPage(page)))
                .get(0);
    }

    private ServerStatus status() {
        server.effects().clear();
        server.on(new Event.Asked(
                3,
                AdminRequest.newBuilder().setStatus(Status.getDefaultInstance()).build()));
        Effect.Reply reply = (Effect.Reply) server.effects().get(0);
        return ((AdminReply) reply.body()).getStatus();
    }

    @Test
    void what_is_written_is_read() {
        assertThat(update(Stores.write("k", "a"))).isEqualTo(Outcome.DONE);
        assertThat(read("k").getRead().getValue()).isEqualTo(Stores.bytes("a"));
        assertThat(gread("k").getGread().getValuesList()).containsExactly(Stores.bytes("a"));
    }

    @Test
    void the_context_of_a_gread_covers_what_it_showed() {
        update(Stores.write("k", "a"));
        Update.Builder update = Stores.write("k", "b")
                .setKind(Update.Kind.GWRITE)
                .setContext(gread("k").getGread().getContext());
        assertThat(update(update.setOnlyIfCurrent(true))).isEqualTo(Outcome.OVERWRITTEN);
        assertThat(gread("k").getGread().getValuesList()).containsExactly(Stores.bytes("b"));
    }

    @Test
    void an_answer_waits_until_the_write_is_synced() {
        server.holdDisk();
        assertThat(server.ask(request(Stores.write("k", "a")))).isEmpty();
        server.releaseDisk();
        assertThat(server.replies()).hasSize(1);
    }

    @Test
    void a_copy_of_an_update_that_is_under_way_changes_nothing() {
        server.holdDisk();
        ClientRequest.Builder request = request(Stores.gwrite("k", "a", VersionVector.empty()));
        server.ask(request);
        server.on(new Event.Received(LoneServer.CLIENT, request.build()));
        server.releaseDisk();
        assertThat(gread("k").getGread().getValuesList()).containsExactly(Stores.bytes("a"));
    }

    @Test
    void what_is_asked_again_while_it_is_under_way_is_put_into_the_log_once() {
        ClientRequest.Builder open =
                ClientRequest.newBuilder().setOpen(OpenSession.newBuilder().setNonce(10));
        ClientRequest.Builder close =
                ClientRequest.newBuilder().setClose(CloseSession.newBuilder().setSession(session));
        for (ClientRequest.Builder request : List.of(open, close)) {
            server.holdDisk();
            server.ask(request);
            server.on(new Event.Received(LoneServer.CLIENT, request.build()));
            server.releaseDisk();
            assertThat(server.replies()).hasSize(1);
            assertThat(server.ask(request)).hasSize(1); // it is over, so that the next one is new
        }
    }

    @Test
    void what_was_refused_stays_refused_when_the_log_does_not_take_the_next() {
        SiteState.Tenure tenure = SiteState.Tenure.of(1, 0).refusing(5, 3);
        assertThat(tenure.taking(5, 4).dropping(5, 4).refused().get(5L)).contains(3L);
        assertThat(tenure.taking(5, 4).dropping(5, 4).taken()).isEmpty();
        assertThat(tenure.taking(5, 4).done(5, 4).refused()).isEmpty();
    }

    @Test
    void a_copy_of_an_update_that_is_done_gets_the_same_answer() {
        ClientRequest.Builder request = request(Stores.gwrite("k", "a", VersionVector.empty()));
        ClientReply first = server.ask(request).get(0);
        assertThat(server.ask(request)).containsExactly(first);
        assertThat(gread("k").getGread().getValuesList()).containsExactly(Stores.bytes("a"));
    }

    @Test
    void an_update_for_the_leader_of_another_term_is_redirected() {
        server.effects().clear();
        ClientRequest old =
                request(Stores.write("k", "a")).setTerm(server.term() - 1).build();
        server.on(new Event.Received(LoneServer.CLIENT, old));
        ClientReply reply = server.replies().get(0);
        assertThat(reply.getRedirect().getLeader()).isEqualTo(LoneServer.SELF.name());
        assertThat(reply.getTerm()).isEqualTo(server.term());
        assertThat(read("k").getRead().hasValue()).isFalse();
    }

    @Test
    void a_server_that_does_not_lead_answers_no_read() {
        LoneServer follower = new LoneServer(SiteOptions.of(
                Stores.SITE, LoneServer.SELF, Vector.of(LoneServer.SELF), Stores.bytes("0123456789abcdef")));
        follower.boot();
        ClientRequest.Builder read =
                ClientRequest.newBuilder().setRead(ReadKey.newBuilder().setKey(Stores.bytes("k")));
        assertThat(follower.ask(read)).allMatch(ClientReply::hasRedirect).hasSize(1);
    }

    @Test
    void keys_and_values_that_are_too_long_are_refused() {
        String key = "k".repeat(1025);
        assertThat(server.ask(request(Stores.write(key, "a")))
                        .get(0)
                        .getRefused()
                        .getReason())
                .isEqualTo(Reason.KEY_TOO_LONG);
        assertThat(gread(key).getRefused().getReason()).isEqualTo(Reason.KEY_TOO_LONG);
        String value = "v".repeat((1 << 20) + 1);
        assertThat(server.ask(request(Stores.write("k", value)))
                        .get(0)
                        .getRefused()
                        .getReason())
                .isEqualTo(Reason.VALUE_TOO_LONG);
        assertThat(update(Stores.write("k".repeat(1024), "v".repeat(1 << 20)))).isEqualTo(Outcome.DONE);
    }

    @Test
    void forged_contexts_and_those_of_other_keys_are_rejected_and_change_nothing() {
        update(Stores.write("k", "a"));
        ByteString context = gread("k").getGread().getContext();
        Update.Builder elsewhere =
                Stores.write("other", "b").setKind(Update.Kind.GWRITE).setContext(context);
        assertThat(update(elsewhere)).isEqualTo(Outcome.CONTEXT_OF_ANOTHER_KEY);
        Update.Builder cut = Stores.write("k", "b").setKind(Update.Kind.GWRITE).setContext(context.substring(1));
        assertThat(update(cut)).isEqualTo(Outcome.CONTEXT_FORGED);
        assertThat(read("other").getRead().hasValue()).isFalse();
        assertThat(gread("k").getGread().getValuesList()).containsExactly(Stores.bytes("a"));
    }

    @Test
    void a_gread_that_is_longer_than_a_page_goes_on_in_pages_of_one_instant() {
        String big = "x".repeat(200 << 10);
        List<ByteString> written = new ArrayList<>();
        for (int i = 0; i < Stores.LIMITS.ownSiblings(); i++) {
            written.add(Stores.bytes(big + i));
            update(Stores.gwrite("k", big + i, VersionVector.empty()));
        }
        ClientReply page = gread("k");
        assertThat(page.getGread().getContext()).isEmpty();
        List<ByteString> values = new ArrayList<>(page.getGread().getValuesList());
        update(Stores.write("k", "later"));
        assertThat(next(page.getGread().getNext())).isNotNull();
        ClientReply last = next(page.getGread().getNext());
        values.addAll(last.getGread().getValuesList());
        assertThat(values).containsExactlyElementsOf(written);
        assertThat(last.getGread().getNext()).isZero();
        assertThat(last.getGread().getContext()).isNotEmpty();
    }

    @Test
    void a_scan_shows_keys_in_order_from_the_roots_of_its_first_page() {
        for (String key : List.of("b/2", "a/1", "b/1", "b/3", "c/1")) {
            update(Stores.write(key, "value of " + key));
        }
        update(Stores.delete("b/2"));
        ClientReply first = scan("b/", 1);
        assertThat(first.getScan().getEntries(0).getKey()).isEqualTo(Stores.bytes("b/1"));
        update(Stores.delete("b/3"));
        ClientReply second = next(first.getScan().getNext());
        assertThat(second.getScan().getEntriesList()).singleElement().satisfies(entry -> {
            assertThat(entry.getKey()).isEqualTo(Stores.bytes("b/3"));
            assertThat(entry.getRead().getValue()).isEqualTo(Stores.bytes("value of b/3"));
            assertThat(entry.getSiblings()).isEqualTo(1);
        });
        assertThat(second.getScan().getNext()).isZero();
        assertThat(scan("b/", 10).getScan().getEntriesList()).hasSize(1);
    }

    @Test
    void a_page_whose_roots_are_gone_has_expired() {
        update(Stores.write("b/1", "a"));
        update(Stores.write("b/2", "a"));
        long page = scan("b/", 1).getScan().getNext();
        assertThat(next(page).getBodyCase()).isEqualTo(BodyCase.SCAN);
        server.pass(31_000_000_000L);
        assertThat(next(page).getBodyCase()).isEqualTo(BodyCase.PAGE_EXPIRED);
        assertThat(next(12345).getBodyCase()).isEqualTo(BodyCase.PAGE_EXPIRED);
    }

    @Test
    void scans_that_are_answered_in_one_instant_have_pages_of_their_own() {
        for (String key : List.of("a/1", "a/2", "b/1", "b/2")) {
            update(Stores.write(key, "a"));
        }
        long one = scan("a/", 1).getScan().getNext();
        long other = scan("b/", 1).getScan().getNext();
        assertThat(next(one).getScan().getEntries(0).getKey()).isEqualTo(Stores.bytes("a/2"));
        assertThat(next(other).getScan().getEntries(0).getKey()).isEqualTo(Stores.bytes("b/2"));
    }

    @Test
    void the_oldest_pages_make_room_for_new_ones() {
        update(Stores.write("b/1", "a"));
        update(Stores.write("b/2", "a"));
        long page = scan("b/", 1).getScan().getNext();
        for (int i = 0; i < SiteState.Pages.KEPT; i++) {
            server.pass(1);
            scan("b/", 1);
        }
        assertThat(next(page).getBodyCase()).isEqualTo(BodyCase.PAGE_EXPIRED);
    }

    @Test
    void a_full_disk_refuses_updates_for_good_and_takes_new_ones_when_there_is_room() {
        server.fillDisk(true);
        server.ask(request(Stores.write("k", "finds out")));
        ClientRequest.Builder refused = request(Stores.write("k", "refused"));
        assertThat(server.ask(refused).get(0).getRefused().getReason()).isEqualTo(Reason.NO_ROOM);
        assertThat(status().getAcceptsWrites()).isFalse();
        server.fillDisk(false);
        long term = server.term();
        letTheDiskBeTriedAgain();
        assertThat(server.term()).isEqualTo(term);
        assertThat(server.state().raft().isFull()).isFalse();
        assertThat(server.ask(refused).get(0).getRefused().getReason()).isEqualTo(Reason.NO_ROOM);
        assertThat(update(Stores.write("k", "there is room"))).isEqualTo(Outcome.DONE);
        assertThat(read("k").getRead().getValue()).isEqualTo(Stores.bytes("there is room"));
    }

    private void letTheDiskBeTriedAgain() {
        for (int i = 0; i < 10 && server.state().raft().isFull(); i++) {
            server.passAndFire();
        }
    }

    @Test
    void a_restarted_site_keeps_its_data_and_begins_a_new_epoch() {
        update(Stores.write("k", "a"));
        long epoch = status().getEpoch();
        server.boot();
        server.lead();
        assertThat(status().getEpoch()).isNotEqualTo(epoch).isNotZero();
        assertThat(read("k").getRead().getValue()).isEqualTo(Stores.bytes("a"));
        assertThat(update(Stores.write("k", "b"))).isEqualTo(Outcome.DONE);
        assertThat(server.state()
                        .raft()
                        .machine()
                        .key(Stores.bytes("k"))
                        .local()
                        .get()
                        .dot()
                        .origin()
                        .epoch())
                .isEqualTo(status().getEpoch());
    }

    @Test
    void a_session_outlives_a_restart_and_an_update_of_before_is_not_done_again() {
        ClientRequest.Builder request = request(Stores.gwrite("k", "a", VersionVector.empty()));
        server.ask(request);
        server.boot();
        server.lead();
        assertThat(server.ask(request).get(0).getUpdated().getOutcome()).isEqualTo(Outcome.OVERWRITTEN);
        assertThat(gread("k").getGread().getValuesList()).containsExactly(Stores.bytes("a"));
    }

    @Test
    void a_session_expires_by_the_clock_of_the_leader() {
        server.pass(61_000_000_000L);
        assertThat(server.ask(request(Stores.write("k", "a"))).get(0).getBodyCase())
                .isEqualTo(BodyCase.SESSION_UNKNOWN);
    }

    @Test
    void a_status_tells_who_leads_and_what_there_is() {
        update(Stores.write("k", "a"));
        ServerStatus status = status();
        assertThat(status.getRole()).isEqualTo("leader");
        assertThat(status.getLeader()).isEqualTo("tokyo/1");
        assertThat(status.getVotersList()).containsExactly("tokyo/1");
        assertThat(status.getKeys()).isEqualTo(1);
        assertThat(status.getSessions()).isEqualTo(1);
        assertThat(status.getAcceptsWrites()).isTrue();
    }

    @Test
    void an_operator_is_told_what_can_not_be_done() {
        server.effects().clear();
        server.on(new Event.Asked(4, AdminRequest.getDefaultInstance()));
        Effect.Reply reply = (Effect.Reply) server.effects().get(0);
        assertThat(((AdminReply) reply.body()).hasRefused()).isTrue();
    }
}
