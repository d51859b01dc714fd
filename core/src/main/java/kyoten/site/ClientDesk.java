package kyoten.site;

import io.vavr.control.Option;
import java.util.function.BiFunction;
import kyoten.node.Effect;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.SiteState.ClientWaiting;
import kyoten.site.SiteState.Tenure;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.CloseSession;
import kyoten.site.message.Command;
import kyoten.site.message.OpenSession;
import kyoten.site.message.Refused.Reason;
import kyoten.site.message.Update;
import kyoten.site.message.Updated;

/** What a server does with the requests of clients. */
final class ClientDesk {
    /** Stands for the close of a session where the sequence numbers of its updates do. */
    private static final long CLOSE = Long.MAX_VALUE;

    private ClientDesk() {}

    static void onRequest(SiteTurn turn, NodeId from, ClientRequest request) {
        ClientWaiting client = new ClientWaiting(from, request);
        switch (request.getBodyCase()) {
            case UPDATE, OPEN, CLOSE -> onLogged(turn, client);
            case READ, GREAD, SCAN -> onRead(turn, client);
            case NEXT_PAGE ->
                Reads.onNextPage(turn, client, request.getNextPage().getPage());
            case BODY_NOT_SET -> turn.reply(client, Replies.refused(Reason.MALFORMED));
        }
    }

    private static void onRead(SiteTurn turn, ClientWaiting client) {
        Option<Reason> reason =
                Forms.fault(client.request(), turn.server().options().limits());
        if (!turn.raft().isLeader()) {
            turn.reply(client, Replies.redirect(turn.leader()));
        } else if (reason.isDefined()) {
            turn.reply(client, Replies.refused(reason.get()));
        } else {
            turn.read(client);
        }
    }

    /**
     * A request that goes through the log. It is for the leader of one term only. That makes a refusal for want of room
     * definite: a copy that the network holds back finds this leader, who remembers the refusal, or nobody.
     */
    private static void onLogged(SiteTurn turn, ClientWaiting client) {
        ClientRequest request = client.request();
        if (turn.tenure().isEmpty() || request.getTerm() != turn.raft().term()) {
            turn.reply(client, Replies.redirect(turn.leader()));
        } else if (!turn.tenure().get().isSettled()) {
            turn.reply(client, Replies.notReady());
        } else if (request.hasUpdate()) {
            onUpdate(turn, client, request.getUpdate());
        } else if (turn.raft().isFull()) {
            turn.reply(client, request.hasOpen() ? Replies.refused(Reason.NO_ROOM) : Replies.notReady());
        } else if (request.hasOpen()) {
            onOpen(turn, client, request.getOpen());
        } else {
            onClose(turn, client, request.getClose());
        }
    }

    /** Clients ask again sooner than a busy log answers: what is under way must not be put into it once more. */
    private static void onOpen(SiteTurn turn, ClientWaiting client, OpenSession open) {
        Tenure tenure = turn.tenure().get();
        if (tenure.opening().contains(open.getNonce())) {
            turn.add(new Effect.Note(Step.IGNORED, "the session is being opened"));
        } else {
            turn.set(tenure.opening(open.getNonce()));
            turn.propose(client, Command.newBuilder().setOpen(open));
        }
    }

    private static void onClose(SiteTurn turn, ClientWaiting client, CloseSession close) {
        Tenure tenure = turn.tenure().get();
        long session = close.getSession().getIndex();
        if (tenure.taken().getOrElse(session, 0L) == CLOSE) {
            turn.add(new Effect.Note(Step.IGNORED, "the session is being closed"));
        } else {
            turn.set(tenure.taking(session, CLOSE));
            turn.propose(client, Command.newBuilder().setClose(close));
        }
    }

    private static void onUpdate(SiteTurn turn, ClientWaiting client, Update update) {
        Option<ClientReply.Builder> answer = answerAtOnce(turn, client.request(), update);
        if (answer.isDefined()) {
            turn.reply(client, answer.get());
            return;
        }
        Tenure tenure = turn.tenure().get();
        long session = update.getSession().getIndex();
        if (tenure.taken().getOrElse(session, 0L) >= update.getSequence()) {
            turn.add(new Effect.Note(Step.IGNORED, "the update is under way"));
        } else if (turn.raft().isFull()) {
            refuse(turn, client, update);
        } else {
            turn.set(tenure.taking(session, update.getSequence()));
            turn.propose(client, Command.newBuilder().setUpdate(update));
        }
    }

    /** What can be said of an update without the log: the same to each of its copies. */
    private static Option<ClientReply.Builder> answerAtOnce(SiteTurn turn, ClientRequest request, Update update) {
        Option<Reason> fault = Forms.fault(request, turn.server().options().limits());
        if (fault.isDefined()) {
            return fault.map(Replies::refused);
        }
        Option<Session> session = session(turn, update);
        if (session.exists(known -> update.getSequence() <= known.lastSequence())) {
            return Option.some(Replies.of(StoreMachine.known(session.get(), update.getSequence())));
        }
        long refused =
                turn.tenure().get().refused().getOrElse(update.getSession().getIndex(), 0L);
        if (refused >= update.getSequence()) {
            return Option.some(Replies.refused(Reason.NO_ROOM));
        }
        return switch (turn.server().seal().examine(update.getKey(), update.getContext())) {
            case GOOD -> Option.none();
            case FORGED -> Option.some(Replies.outcome(Updated.Outcome.CONTEXT_FORGED));
            case OF_ANOTHER_KEY -> Option.some(Replies.outcome(Updated.Outcome.CONTEXT_OF_ANOTHER_KEY));
        };
    }

    private static Option<Session> session(SiteTurn turn, Update update) {
        Limits limits = turn.server().options().limits();
        return StoreMachine.session(turn.store(), StoreMachine.key(update.getSession()), limits);
    }

    /** Refuses an update for want of room, once and for all if its session is known. */
    private static void refuse(SiteTurn turn, ClientWaiting client, Update update) {
        if (session(turn, update).isEmpty()) {
            turn.reply(client, Replies.notReady());
            return;
        }
        turn.set(turn.tenure().get().refusing(update.getSession().getIndex(), update.getSequence()));
        turn.reply(client, Replies.refused(Reason.NO_ROOM));
    }

    /** The log has done what a client asked. */
    static void onResult(SiteTurn turn, ClientWaiting client, Result result) {
        for (Tenure tenure : turn.tenure()) {
            turn.set(ended(tenure, client.request(), tenure::done));
        }
        turn.reply(client, Replies.of(result));
    }

    /** A tenure in which a request is not under way any more. */
    private static Tenure ended(Tenure tenure, ClientRequest request, BiFunction<Long, Long, Tenure> inSession) {
        return switch (request.getBodyCase()) {
            case UPDATE ->
                inSession.apply(
                        request.getUpdate().getSession().getIndex(),
                        request.getUpdate().getSequence());
            case CLOSE -> inSession.apply(request.getClose().getSession().getIndex(), CLOSE);
            case OPEN -> tenure.opened(request.getOpen().getNonce());
            default -> tenure;
        };
    }

    /** Raft did not take it, for a reason of its own. */
    static void onRefused(SiteTurn turn, ClientWaiting client) {
        if (turn.tenure().isEmpty()) {
            turn.reply(client, Replies.redirect(turn.leader()));
            return;
        }
        Tenure tenure = turn.tenure().get();
        turn.set(ended(tenure, client.request(), tenure::dropping));
        if (client.request().hasUpdate() && turn.raft().isFull()) {
            refuse(turn, client, client.request().getUpdate());
        } else {
            turn.reply(client, Replies.notReady());
        }
    }
}
