package kyoten.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.client.ClientAnswer.Refusal;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FixedEnv;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.Closed;
import kyoten.site.message.GreadPage;
import kyoten.site.message.NotReady;
import kyoten.site.message.OpenSession;
import kyoten.site.message.Opened;
import kyoten.site.message.PageExpired;
import kyoten.site.message.ReadAnswer;
import kyoten.site.message.Redirect;
import kyoten.site.message.Refused;
import kyoten.site.message.SessionId;
import kyoten.site.message.SessionUnknown;
import kyoten.site.message.Updated;
import kyoten.site.message.Updated.Outcome;
import kyoten.site.resolver.CounterState;
import org.junit.jupiter.api.Test;

class ClientNodeTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final ByteString KEY = ByteString.copyFromUtf8("k");
    private static final ByteString VALUE = ByteString.copyFromUtf8("v");
    private static final ClientCall WRITE = new ClientCall.Write(KEY, VALUE);

    private final ClientNode client = new ClientNode(ClientOptions.of(Vector.of(A, B)));
    private ClientState state = client.initial();
    private final List<Effect> effects = new ArrayList<>();
    private long now = 77;
    private long index = 100;

    ClientNodeTest() {
        on(new Event.Booted(1, Vector.empty()));
    }

    private void on(Event event) {
        Step<ClientState> step = client.on(state, event, env());
        state = step.state();
        effects.clear();
        step.effects().forEach(effects::add);
    }

    private Env env() {
        return new FixedEnv(now, 0, (purpose, i) -> purpose.length() * 2L);
    }

    private Effect.Send sent() {
        return (Effect.Send) effects.stream()
                .filter(Effect.Send.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was sent: " + effects));
    }

    private ClientRequest request() {
        return (ClientRequest) sent().message();
    }

    private List<Object> answers() {
        return effects.stream()
                .filter(Effect.Reply.class::isInstance)
                .map(effect -> ((Effect.Reply) effect).body())
                .toList();
    }

    private List<String> closedSessions() {
        return effects.stream()
                .filter(effect ->
                        effect instanceof Effect.Note note && note.mark().equals(ClientNode.SESSION_CLOSED))
                .map(effect -> ((Effect.Note) effect).detail())
                .toList();
    }

    private void ask(ClientCall call) {
        on(new Event.Asked(1, call));
    }

    private void reply(NodeId from, ClientRequest request, ClientReply.Builder reply) {
        on(new Event.Received(
                from, reply.setAttempt(request.getAttempt()).setTerm(3).build()));
    }

    private static ClientReply.Builder updated(Outcome outcome) {
        return ClientReply.newBuilder().setUpdated(Updated.newBuilder().setOutcome(outcome));
    }

    private static ClientReply.Builder redirect(String leader) {
        return ClientReply.newBuilder().setRedirect(Redirect.newBuilder().setLeader(leader));
    }

    private static ClientReply.Builder noRoom() {
        return refused(Refused.Reason.NO_ROOM);
    }

    private static ClientReply.Builder refused(Refused.Reason reason) {
        return ClientReply.newBuilder().setRefused(Refused.newBuilder().setReason(reason));
    }

    private static ClientReply.Builder opened(ClientRequest open, long index) {
        SessionId id = SessionId.newBuilder()
                .setIndex(index)
                .setNonce(open.getOpen().getNonce())
                .build();
        return ClientReply.newBuilder().setOpened(Opened.newBuilder().setSession(id));
    }

    private static ClientReply.Builder closed(ClientRequest update) {
        return ClientReply.newBuilder()
                .setClosed(Closed.newBuilder().setSession(update.getUpdate().getSession()));
    }

    /** Asks for an update and opens its session with the leader of term 3. */
    private ClientRequest asked(ClientCall call) {
        ask(call);
        NodeId first = sent().to();
        reply(first, request(), redirect(first.name()));
        reply(first, request(), opened(request(), ++index));
        return request();
    }

    private void silence(long nanos) {
        now += nanos;
        on(new Event.TimerFired(ClientNode.AGAIN));
    }

    @Test
    void an_update_opens_a_session_with_the_leader_and_goes_through_it() {
        ClientRequest request = asked(WRITE);
        assertThat(request.getTerm()).isEqualTo(3);
        assertThat(request.getUpdate().getSession().getIndex()).isEqualTo(101);
        assertThat(request.getUpdate().getSequence()).isEqualTo(1);
        reply(A, request, updated(Outcome.DONE));
        assertThat(answers()).containsExactly(new ClientAnswer.Done());
        ask(WRITE);
        assertThat(request().getUpdate().getSequence()).isEqualTo(2);
    }

    @Test
    void a_silent_server_is_given_up_for_the_next_and_the_update_stays_the_same() {
        ClientRequest first = asked(WRITE);
        NodeId silent = sent().to();
        silence(400_000_000L);
        assertThat(sent().to()).isNotEqualTo(silent);
        assertThat(request().getUpdate()).isEqualTo(first.getUpdate());
        assertThat(request().getAttempt()).isNotEqualTo(first.getAttempt());
        reply(silent, first, updated(Outcome.DONE));
        assertThat(answers()).containsExactly(new ClientAnswer.Done());
    }

    @Test
    void an_update_without_an_answer_may_still_happen_until_its_session_is_closed() {
        ClientRequest update = asked(WRITE);
        silence(6_000_000_000L);
        assertThat(answers())
                .containsExactly(new ClientAnswer.Unanswered(
                        ClientNode.name(update.getUpdate().getSession())));
        ClientRequest close = request();
        assertThat(close.getClose().getSession()).isEqualTo(update.getUpdate().getSession());
        ask(WRITE);
        assertThat(request().hasOpen()).isTrue();
        reply(A, close, closed(update));
        assertThat(closedSessions())
                .containsExactly(ClientNode.name(update.getUpdate().getSession()));
    }

    @Test
    void a_session_is_closed_by_whoever_leads_however_long_it_takes() {
        ClientRequest update = asked(WRITE);
        silence(6_000_000_000L);
        reply(A, request(), redirect("b"));
        on(new Event.TimerFired(ClientNode.CLOSE));
        on(new Event.TimerFired(ClientNode.CLOSE));
        assertThat(request().hasClose()).isTrue();
        reply(B, request(), closed(update));
        assertThat(closedSessions()).hasSize(1);
        assertThat(effects).contains(new Effect.CancelTimer(ClientNode.CLOSE));
    }

    @Test
    void an_answer_to_any_request_to_close_closes() {
        ClientRequest update = asked(WRITE);
        silence(6_000_000_000L);
        ClientRequest first = request();
        on(new Event.TimerFired(ClientNode.CLOSE));
        reply(A, first, closed(update));
        assertThat(closedSessions()).hasSize(1);
        reply(A, first, closed(update));
        assertThat(closedSessions()).isEmpty();
    }

    @Test
    void a_session_that_is_opened_late_serves_the_next_update() {
        ask(WRITE);
        ClientRequest open = request();
        silence(6_000_000_000L);
        assertThat(answers()).containsExactly(new ClientAnswer.Refused(Refusal.NOT_SENT));
        reply(A, open, opened(open, 7));
        ask(WRITE);
        assertThat(request().getUpdate().getSession().getIndex()).isEqualTo(7);
    }

    @Test
    void a_session_that_is_opened_twice_is_used_once() {
        ClientRequest update = asked(WRITE);
        ClientRequest open = ClientRequest.newBuilder()
                .setOpen(OpenSession.newBuilder()
                        .setNonce(update.getUpdate().getSession().getNonce()))
                .build();
        silence(6_000_000_000L);
        reply(A, open, opened(open, 9));
        ask(WRITE);
        assertThat(request().hasOpen()).isTrue();
        assertThat(request().getOpen().getNonce()).isNotEqualTo(open.getOpen().getNonce());
    }

    @Test
    void an_update_of_an_unknown_session_may_have_happened_before() {
        ClientRequest update = asked(WRITE);
        reply(A, update, ClientReply.newBuilder().setSessionUnknown(SessionUnknown.getDefaultInstance()));
        String session = ClientNode.name(update.getUpdate().getSession());
        assertThat(answers()).containsExactly(new ClientAnswer.Unanswered(session));
        assertThat(closedSessions()).containsExactly(session);
        ask(WRITE);
        assertThat(request().hasOpen()).isTrue();
    }

    @Test
    void a_call_that_was_never_sent_surely_did_not_happen() {
        ask(WRITE);
        silence(6_000_000_000L);
        assertThat(answers()).containsExactly(new ClientAnswer.Refused(Refusal.NOT_SENT));
    }

    @Test
    void a_refusal_by_the_only_leader_that_was_asked_is_definite() {
        reply(A, asked(WRITE), noRoom());
        assertThat(answers()).containsExactly(new ClientAnswer.Refused(Refusal.NO_ROOM));
    }

    @Test
    void a_site_that_has_left_refuses_at_once_before_and_after_its_log() {
        reply(A, asked(WRITE), refused(Refused.Reason.FENCED));
        assertThat(answers()).containsExactly(new ClientAnswer.Refused(Refusal.FENCED));
        ask(WRITE);
        reply(A, request(), updated(Outcome.FENCED));
        assertThat(answers()).containsExactly(new ClientAnswer.Refused(Refusal.FENCED));
    }

    @Test
    void a_refusal_is_not_believed_if_a_leader_of_another_term_was_asked_before() {
        ClientRequest first = asked(WRITE);
        on(new Event.Received(
                B, redirect("b").setAttempt(first.getAttempt()).setTerm(4).build()));
        ClientRequest second = request();
        assertThat(second.getTerm()).isEqualTo(4);
        on(new Event.Received(
                B, noRoom().setAttempt(second.getAttempt()).setTerm(4).build()));
        assertThat(answers()).isEmpty();
        silence(6_000_000_000L);
        assertThat(answers()).hasSize(1).first().isInstanceOf(ClientAnswer.Unanswered.class);
    }

    @Test
    void a_server_that_is_not_ready_is_asked_again_after_a_while() {
        ClientRequest first = asked(WRITE);
        NodeId leader = sent().to();
        reply(leader, first, ClientReply.newBuilder().setNotReady(NotReady.getDefaultInstance()));
        silence(30_000_000L);
        assertThat(sent().to()).isEqualTo(leader);
        assertThat(request().getUpdate()).isEqualTo(first.getUpdate());
    }

    @Test
    void hints_that_lead_in_circles_are_followed_slowly() {
        ask(new ClientCall.Read(KEY));
        for (int i = 0; i < 3; i++) {
            reply(A, request(), redirect(i % 2 == 0 ? "b" : "a"));
        }
        reply(A, request(), redirect("b"));
        assertThat(effects).noneMatch(Effect.Send.class::isInstance);
    }

    @Test
    void a_gread_of_several_pages_is_put_together() {
        ask(new ClientCall.Gread(KEY));
        ClientRequest first = request();
        reply(B, first, page(5, "a"));
        assertThat(sent().to()).isEqualTo(B);
        assertThat(request().getNextPage().getPage()).isEqualTo(5);
        ClientRequest second = request();
        reply(B, first, page(5, "a"));
        reply(B, second, page(0, "b"));
        assertThat(answers())
                .containsExactly(new ClientAnswer.Values(
                        Vector.of(ByteString.copyFromUtf8("a"), ByteString.copyFromUtf8("b")),
                        VALUE,
                        ClientAnswer.Resolved.NOT,
                        false));
    }

    @Test
    void a_gread_whose_next_page_nobody_answers_begins_anew_elsewhere() {
        ask(new ClientCall.Gread(KEY));
        reply(B, request(), page(5, "a"));
        silence(400_000_000L);
        assertThat(sent().to()).isEqualTo(B);
        assertThat(request().getNextPage().getPage()).isEqualTo(5);
        silence(400_000_000L);
        assertThat(request().hasGread()).isTrue();
        assertThat(sent().to()).isEqualTo(A);
        reply(A, request(), page(0, "c"));
        assertThat(answers())
                .containsExactly(new ClientAnswer.Values(
                        Vector.of(ByteString.copyFromUtf8("c")), VALUE, ClientAnswer.Resolved.NOT, false));
    }

    @Test
    void a_gread_takes_a_late_answer_to_any_of_its_requests_for_the_first_page() {
        ask(new ClientCall.Gread(KEY));
        ClientRequest first = request();
        for (int i = 0; i < 3; i++) {
            silence(400_000_000L);
        }
        reply(A, first, page(0, "c"));
        assertThat(answers()).hasSize(1);
    }

    private static ClientReply.Builder page(long next, String value) {
        GreadPage.Builder page =
                GreadPage.newBuilder().addValues(ByteString.copyFromUtf8(value)).setNext(next);
        return ClientReply.newBuilder().setGread(next == 0 ? page.setContext(VALUE) : page);
    }

    @Test
    void what_a_resolver_discarded_is_put_together_from_all_pages() {
        ask(new ClientCall.Gread(KEY));
        GreadPage.Builder page = GreadPage.newBuilder().setResolver("r").setFenced(true);
        reply(B, request(), ClientReply.newBuilder().setGread(page.setNext(5).addDiscarded(KEY)));
        reply(B, request(), ClientReply.newBuilder().setGread(page.setNext(0).setContext(VALUE)));
        assertThat(answers())
                .containsExactly(new ClientAnswer.Values(
                        Vector.empty(), VALUE, new ClientAnswer.Resolved("r", Vector.of(KEY, KEY), ""), true));
    }

    private static ClientReply.Builder counter(CounterState state) {
        return ClientReply.newBuilder()
                .setGread(GreadPage.newBuilder()
                        .addValues(state.toBytes())
                        .setResolver("counter")
                        .setContext(VALUE));
    }

    /** What the client writes when it has read a counter, in the session that it opens if it has none. */
    private CounterState written(long amount, CounterState read) {
        ask(new ClientCall.Add(KEY, amount));
        assertThat(request().getGread().getKey()).isEqualTo(KEY);
        reply(A, request(), counter(read));
        if (request().hasOpen()) {
            SessionId id = SessionId.newBuilder()
                    .setIndex(++index)
                    .setNonce(request().getOpen().getNonce())
                    .build();
            reply(
                    A,
                    request(),
                    ClientReply.newBuilder().setOpened(Opened.newBuilder().setSession(id)));
        }
        assertThat(request().getUpdate().getContext()).isEqualTo(VALUE);
        return CounterState.of(request().getUpdate().getValue());
    }

    @Test
    void an_addition_reads_and_writes_and_goes_on_from_there() {
        CounterState first = written(2, CounterState.ZERO);
        assertThat(first.total()).isEqualTo(2);
        reply(A, request(), updated(Outcome.CONFLICT));
        assertThat(answers()).containsExactly(new ClientAnswer.Done());

        CounterState second = written(3, first);
        assertThat(second.entries().keySet()).isEqualTo(first.entries().keySet());
        assertThat(second.total()).isEqualTo(5);
    }

    @Test
    void an_entry_is_not_relied_on_while_its_write_is_in_doubt() {
        written(2, CounterState.ZERO);
        reply(A, request(), updated(Outcome.CONFLICT));
        assertThat(state.own()).hasSize(1);

        written(3, CounterState.of(CounterState.ZERO.toBytes()));
        silence(6_000_000_000L);

        assertThat(answers()).hasSize(1).first().isInstanceOf(ClientAnswer.Unanswered.class);
        assertThat(state.own()).isEmpty();
    }

    @Test
    void a_gread_whose_pages_are_gone_begins_again() {
        ask(new ClientCall.Gread(KEY));
        reply(B, request(), page(5, "a"));
        reply(B, request(), ClientReply.newBuilder().setPageExpired(PageExpired.getDefaultInstance()));
        assertThat(request().hasGread()).isTrue();
        reply(A, request(), page(0, "b"));
        assertThat(answers())
                .containsExactly(new ClientAnswer.Values(
                        Vector.of(ByteString.copyFromUtf8("b")), VALUE, ClientAnswer.Resolved.NOT, false));
    }

    @Test
    void calls_wait_for_those_before_them() {
        ask(new ClientCall.Read(KEY));
        ClientRequest first = request();
        ask(new ClientCall.Read(VALUE));
        assertThat(effects).isEmpty();
        reply(A, first, ClientReply.newBuilder().setRead(ReadAnswer.getDefaultInstance()));
        assertThat(answers()).hasSize(1);
        assertThat(request().getRead().getKey()).isEqualTo(VALUE);
    }

    @Test
    void an_idle_session_is_closed_and_replaced() {
        ClientRequest update = asked(WRITE);
        reply(A, update, updated(Outcome.DONE));
        now += 61_000_000_000L;
        ask(WRITE);
        assertThat(effects.stream()
                        .filter(Effect.Send.class::isInstance)
                        .map(effect -> ((ClientRequest) ((Effect.Send) effect).message()).getBodyCase()))
                .containsExactly(ClientRequest.BodyCase.CLOSE, ClientRequest.BodyCase.OPEN);
    }

    @Test
    void closing_ends_the_session() {
        ClientRequest update = asked(WRITE);
        reply(A, update, updated(Outcome.DONE));
        ask(new ClientCall.Close());
        reply(A, request(), closed(update));
        String session = ClientNode.name(update.getUpdate().getSession());
        assertThat(answers()).containsExactly(new ClientAnswer.Closed(session));
        assertThat(closedSessions()).containsExactly(session);
        ask(new ClientCall.Close());
        assertThat(answers()).containsExactly(new ClientAnswer.Closed(""));
    }

    @Test
    void what_is_too_long_is_not_even_sent() {
        ask(new ClientCall.Write(KEY, ByteString.copyFrom(new byte[(1 << 20) + 1])));
        assertThat(answers()).containsExactly(new ClientAnswer.Refused(Refusal.VALUE_TOO_LONG));
        ask(new ClientCall.Read(ByteString.copyFrom(new byte[1025])));
        assertThat(answers()).containsExactly(new ClientAnswer.Refused(Refusal.KEY_TOO_LONG));
        assertThat(effects).noneMatch(Effect.Send.class::isInstance);
    }

    @Test
    void a_reply_to_nothing_and_a_reply_of_nothing_are_ignored() {
        ask(new ClientCall.Read(KEY));
        ClientRequest read = request();
        reply(A, read, ClientReply.newBuilder());
        reply(A, read, updated(Outcome.OUTCOME_UNSPECIFIED));
        reply(A, ClientRequest.newBuilder().setAttempt(read.getAttempt() + 1).build(), updated(Outcome.DONE));
        assertThat(answers()).isEmpty();
    }
}
