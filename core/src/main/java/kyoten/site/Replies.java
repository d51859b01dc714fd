package kyoten.site;

import kyoten.site.message.ClientReply;
import kyoten.site.message.Closed;
import kyoten.site.message.NotReady;
import kyoten.site.message.Opened;
import kyoten.site.message.Redirect;
import kyoten.site.message.Refused;
import kyoten.site.message.SessionId;
import kyoten.site.message.SessionUnknown;
import kyoten.site.message.Updated;

/** The replies to clients, without the attempt and the term. */
final class Replies {
    private Replies() {}

    static SessionId id(Session.Key key) {
        return SessionId.newBuilder()
                .setIndex(key.index())
                .setNonce(key.nonce())
                .build();
    }

    static ClientReply.Builder of(Result result) {
        ClientReply.Builder reply = ClientReply.newBuilder();
        if (result instanceof Result.Updated updated) {
            return outcome(updated.outcome());
        } else if (result instanceof Result.SessionUnknown) {
            return reply.setSessionUnknown(SessionUnknown.getDefaultInstance());
        } else if (result instanceof Result.Opened opened) {
            return reply.setOpened(Opened.newBuilder().setSession(id(opened.session())));
        } else if (result instanceof Result.Closed closed) {
            return reply.setClosed(Closed.newBuilder().setSession(id(closed.session())));
        }
        throw new IllegalArgumentException("no client waits for " + result);
    }

    static ClientReply.Builder outcome(Updated.Outcome outcome) {
        return ClientReply.newBuilder().setUpdated(Updated.newBuilder().setOutcome(outcome));
    }

    static ClientReply.Builder refused(Refused.Reason reason) {
        return ClientReply.newBuilder().setRefused(Refused.newBuilder().setReason(reason));
    }

    static ClientReply.Builder notReady() {
        return ClientReply.newBuilder().setNotReady(NotReady.getDefaultInstance());
    }

    /** @param leader empty if unknown */
    static ClientReply.Builder redirect(String leader) {
        return ClientReply.newBuilder().setRedirect(Redirect.newBuilder().setLeader(leader));
    }
}
