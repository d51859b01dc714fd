package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.collection.Array;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import kyoten.client.ClientAnswer.Refusal;
import kyoten.client.ClientState.Gathered;
import kyoten.client.ClientState.Goal;
import kyoten.client.ClientState.Operation;
import kyoten.client.ClientState.Phase;
import kyoten.client.ClientState.Purpose;
import kyoten.client.ClientState.Sent;
import kyoten.client.ClientState.Session;
import kyoten.client.ClientState.Waiting;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.CloseSession;
import kyoten.site.message.GreadPage;
import kyoten.site.message.Refused;
import kyoten.site.message.SessionId;

/** One step of a client: the state on its way from the one to the next, and the effects so far. */
final class ClientTurn {
    /** How often in a row the client follows a hint at once; then it waits before it does. */
    private static final int REDIRECTS = 3;

    /** How often a further page of a gread is asked for; then the gread begins anew. */
    private static final int ATTEMPTS_OF_PAGE = 2;

    private final ClientOptions options;
    private final Env env;
    private final List<Effect> effects = new ArrayList<>(4);
    private ClientState state;

    ClientTurn(ClientOptions options, ClientState state, Env env) {
        this.options = options;
        this.state = state;
        this.env = env;
    }

    Step<ClientState> step() {
        return new Step<>(state, Array.ofAll(effects));
    }

    void onBooted() {
        ClientState booted = new ClientNode(options).initial();
        NodeId first = options.servers().get((int)
                env.randomBelow("client-first-server", 0, options.servers().size()));
        state = new ClientState(
                first,
                0,
                env.random("client-nonce", 0),
                env.random("client-attempt", 0),
                booted.session(),
                booted.current(),
                booted.waiting(),
                booted.closing(),
                0,
                booted.own());
    }

    void onCall(long request, ClientCall call) {
        if (state.current().isDefined()) {
            state = state.withWaiting(state.waiting().enqueue(new Waiting(request, call)));
            return;
        }
        begin(request, call);
    }

    private void begin(long request, ClientCall call) {
        long deadline = env.now() + options.deadline().toNanos();
        Option<ByteString> joint = Joint.key(call);
        Option<Goal> goal = joint.map(key -> new Goal(call, false, Option.none()));
        begin(
                new Purpose(request, deadline, goal),
                joint.<ClientCall>map(ClientCall.Gread::new).getOrElse(call));
    }

    private void begin(Purpose purpose, ClientCall call) {
        Operation operation = Operation.of(purpose, call, Phase.CALLING);
        state = state.withCurrent(Option.some(operation));
        Option<Refusal> refusal = Requests.refusal(call, options.limits());
        if (refusal.isDefined()) {
            finish(new ClientAnswer.Refused(refusal.get()));
        } else if (call instanceof ClientCall.NextPage next) {
            resume(operation.turned(Gathered.NOTHING, Option.some(next.page())));
        } else if (call instanceof ClientCall.Close) {
            beginClose();
        } else if (Requests.isUpdate(call)) {
            beginUpdate(operation);
        } else {
            resume(operation);
        }
    }

    private void beginClose() {
        if (state.session().isEmpty()) {
            finish(new ClientAnswer.Closed(""));
        } else {
            send();
        }
    }

    private void beginUpdate(Operation operation) {
        dropIdleSession();
        if (state.session().isDefined()) {
            call(operation);
        } else {
            resume(Operation.of(operation.purpose(), operation.call(), Phase.OPENING));
        }
    }

    private void dropIdleSession() {
        for (Session session : state.session()) {
            if (env.now() - session.lastUsed() > options.idle().toNanos()) {
                abandonSession();
            }
        }
    }

    /** Sends an update, for the first time, in the open session. */
    private void call(Operation operation) {
        Session session = state.session().get();
        long sequence = session.nextSequence();
        state = state.withSession(Option.some(new Session(session.id(), sequence + 1, env.now())));
        resume(operation.calling(sequence));
    }

    private void resume(Operation operation) {
        state = state.withCurrent(Option.some(operation));
        send();
    }

    /** Sends what the current operation waits for an answer to, once more or for the first time. */
    private void send() {
        Operation operation = state.current().get();
        long attempt = state.nextAttempt();
        NodeId to = operation.page().map(PageToken::server).getOrElse(state.server());
        ClientRequest request = Requests.request(operation, state, attempt);
        Sent sent = operation.sent().and(attempt, state.term());
        state = state.withNextAttempt(attempt + 1).withCurrent(Option.some(operation.withSent(sent)));
        effects.add(new Effect.Send(to, request));
        againAfter(options.attempt().toNanos());
    }

    private void againAfter(long nanos) {
        long left = state.current().get().purpose().deadline() - env.now();
        effects.add(new Effect.SetTimer(ClientNode.AGAIN, Math.max(0, Math.min(nanos, left))));
    }

    /** The server was silent for too long, or asked for some time, which is over. */
    void onAgain() {
        if (state.current().isEmpty()) {
            return;
        }
        Operation operation = state.current().get();
        if (env.now() >= operation.purpose().deadline()) {
            giveUp(operation);
            return;
        }
        if (!operation.sent().pausing()) {
            state = state.withServer(next(), state.term());
        }
        boolean isFurtherPage = operation.page().isDefined() && operation.call() instanceof ClientCall.Gread;
        if (isFurtherPage && operation.sent().count() >= ATTEMPTS_OF_PAGE) {
            resume(operation.turned(Gathered.NOTHING, Option.none())); // whoever has its next page may be gone for long
        } else {
            send();
        }
    }

    private NodeId next() {
        int place = options.servers().indexOf(state.server());
        return options.servers().get((place + 1) % options.servers().size());
    }

    private void giveUp(Operation operation) {
        if (operation.phase() == Phase.OPENING) {
            finish(new ClientAnswer.Refused(Refusal.NOT_SENT));
        } else if (Requests.isUpdate(operation.call()) || operation.call() instanceof ClientCall.Close) {
            String session = ClientNode.name(state.session().get().id());
            abandonSession();
            finish(new ClientAnswer.Unanswered(session));
        } else {
            finish(new ClientAnswer.Unanswered(""));
        }
    }

    /** Uses the session no more, and closes it when a server is there to do so. */
    private void abandonSession() {
        SessionId id = state.session().get().id();
        boolean first = state.closing().isEmpty();
        state = state.withSession(Option.none()).withClosing(state.closing().append(id), state.closeAttempt());
        if (first) {
            sendClose();
        }
    }

    private void sendClose() {
        long attempt = state.nextAttempt();
        ClientRequest request = ClientRequest.newBuilder()
                .setAttempt(attempt)
                .setTerm(state.term())
                .setClose(CloseSession.newBuilder().setSession(state.closing().head()))
                .build();
        state = state.withNextAttempt(attempt + 1).withClosing(state.closing(), attempt);
        effects.add(new Effect.Send(state.server(), request));
        effects.add(new Effect.SetTimer(ClientNode.CLOSE, options.attempt().toNanos()));
    }

    /** The server was silent about a session to be closed. */
    void onClose() {
        if (state.closing().isEmpty()) {
            return;
        }
        if (state.current().isEmpty()) { // else that one looks for the leader
            state = state.withServer(next(), state.term());
        }
        sendClose();
    }

    void onReply(NodeId from, ClientReply reply) {
        if (reply.hasOpened()) {
            onOpened(reply.getOpened().getSession());
        } else if (reply.hasClosed()
                && state.closing().contains(reply.getClosed().getSession())) {
            onSessionClosed(reply.getClosed().getSession());
        } else if (state.closing().nonEmpty() && reply.getAttempt() == state.closeAttempt()) {
            onCloseReply(from, reply);
        } else if (state.current().isDefined() && state.current().get().sent().has(reply.getAttempt())) {
            onOperationReply(from, reply, state.current().get());
        } else {
            effects.add(new Effect.Note(Step.IGNORED, "reply to no request that waits"));
        }
    }

    private void onSessionClosed(SessionId session) {
        closed(session);
        state = state.withClosing(state.closing().remove(session), 0);
        if (state.closing().isEmpty()) {
            effects.add(new Effect.CancelTimer(ClientNode.CLOSE));
        } else {
            sendClose();
        }
    }

    private void onCloseReply(NodeId from, ClientReply reply) {
        if (reply.hasRedirect() && follow(from, reply)) {
            effects.add(new Effect.SetTimer(ClientNode.CLOSE, options.pause().toNanos()));
            state = state.withClosing(state.closing(), 0);
        }
    }

    private void closed(SessionId session) {
        effects.add(new Effect.Note(ClientNode.SESSION_CLOSED, ClientNode.name(session)));
    }

    /** Takes a hint; false if there is none in it. */
    private boolean follow(NodeId from, ClientReply reply) {
        String leader = reply.getRedirect().getLeader();
        if (leader.isEmpty()) {
            return false;
        }
        state = state.withServer(leader.equals(from.name()) ? from : new NodeId(leader), reply.getTerm());
        return true;
    }

    private void onOperationReply(NodeId from, ClientReply reply, Operation operation) {
        switch (reply.getBodyCase()) {
            case REDIRECT -> onRedirect(from, reply, operation);
            case NOT_READY -> pause(operation);
            case REFUSED -> onRefused(reply, operation);
            case SESSION_UNKNOWN -> onSessionUnknown(operation);
            case CLOSED -> onClosed(operation);
            case GREAD -> onGreadPage(from, reply, operation);
            case PAGE_EXPIRED -> onPageExpired(operation);
            default -> {
                Option<ClientAnswer> answer = Answers.answer(from, reply);
                if (answer.isDefined()) {
                    finish(answer.get());
                }
            }
        }
    }

    private void onRedirect(NodeId from, ClientReply reply, Operation operation) {
        if (reply.getAttempt() != operation.sent().last() || operation.sent().pausing()) {
            return; // an answer to what has been sent elsewhere since
        }
        if (!follow(from, reply)) {
            state = state.withServer(next(), state.term());
            pause(operation);
        } else if (operation.sent().redirects() >= REDIRECTS) {
            pause(operation);
        } else {
            resume(operation.withSent(operation.sent().redirected()));
        }
    }

    private void pause(Operation operation) {
        state = state.withCurrent(
                Option.some(operation.withSent(operation.sent().paused())));
        againAfter(options.pause().toNanos());
    }

    private void onRefused(ClientReply reply, Operation operation) {
        if (reply.getRefused().getReason() == Refused.Reason.NO_ROOM
                && operation.phase() == Phase.CALLING
                && operation.sent().term() != reply.getTerm()) {
            pause(operation); // the leader of another term may have taken it
        } else {
            finish(new ClientAnswer.Refused(Answers.refusal(reply.getRefused().getReason())));
        }
    }

    /** Good at any time, also when the operation that asked for it was given up: the next one need not ask again. */
    private void onOpened(SessionId session) {
        if (session.getNonce() != state.nonce()) {
            effects.add(new Effect.Note(Step.IGNORED, "not the session that is wanted"));
            return;
        }
        state = state.opened(new Session(session, 1, env.now()));
        for (Operation operation : state.current().filter(one -> one.phase() == Phase.OPENING)) {
            call(operation);
        }
    }

    private void onSessionUnknown(Operation operation) {
        if (operation.phase() != Phase.CALLING || state.session().isEmpty()) {
            return;
        }
        SessionId id = state.session().get().id();
        state = state.withSession(Option.none());
        closed(id); // whoever is unknown never comes back
        finish(new ClientAnswer.Unanswered(ClientNode.name(id)));
    }

    private void onClosed(Operation operation) {
        if (!(operation.call() instanceof ClientCall.Close)) {
            return;
        }
        SessionId id = state.session().get().id();
        state = state.withSession(Option.none());
        closed(id);
        finish(new ClientAnswer.Closed(ClientNode.name(id)));
    }

    private void onGreadPage(NodeId from, ClientReply reply, Operation operation) {
        GreadPage page = reply.getGread();
        Gathered gathered = operation.gathered().and(page);
        if (page.getNext() == 0) {
            finish(gathered.answer(page));
        } else {
            resume(operation.turned(gathered, Option.some(new PageToken(from, page.getNext()))));
        }
    }

    private void onPageExpired(Operation operation) {
        if (operation.call() instanceof ClientCall.Gread) {
            resume(operation.turned(Gathered.NOTHING, Option.none()));
        } else {
            finish(new ClientAnswer.PageExpired());
        }
    }

    /** The current operation has an answer, which may be a part only of what the application wants. */
    private void finish(ClientAnswer answer) {
        Purpose purpose = state.current().get().purpose();
        effects.add(new Effect.CancelTimer(ClientNode.AGAIN));
        if (purpose.goal().isEmpty()) {
            end(purpose, answer);
        } else if (purpose.goal().get().writes()) {
            onWritten(purpose, purpose.goal().get(), answer);
        } else {
            onLooked(purpose, purpose.goal().get().call(), answer);
        }
    }

    private void onLooked(Purpose purpose, ClientCall call, ClientAnswer answer) {
        ByteString key = Joint.key(call).get();
        Joint.Next next = Joint.next(call, answer, state.own().get(key), env.random("client-entry", 0));
        if (next instanceof Joint.Write write) {
            if (write.own().isDefined()) {
                state = state.withOwn(key, Option.none()); // in doubt until the write is answered
            }
            begin(purpose.writing(write.own()), write.call());
        } else {
            end(purpose, ((Joint.End) next).answer());
        }
    }

    private void onWritten(Purpose purpose, Goal goal, ClientAnswer answer) {
        if (Joint.isDone(answer) && goal.own().isDefined()) {
            state = state.withOwn(Joint.key(goal.call()).get(), goal.own());
        }
        end(purpose, Joint.written(answer));
    }

    /** Answers the application, and begins the next call that waits. */
    private void end(Purpose purpose, ClientAnswer answer) {
        effects.add(new Effect.Reply(purpose.request(), answer));
        state = state.withCurrent(Option.none());
        if (state.waiting().nonEmpty()) {
            var next = state.waiting().dequeue();
            state = state.withWaiting(next._2);
            begin(next._1.request(), next._1.call());
        }
    }
}
