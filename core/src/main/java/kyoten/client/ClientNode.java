package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.collection.Queue;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.Step;
import kyoten.site.message.ClientReply;
import kyoten.site.message.SessionId;

/**
 * A client of one site.
 *
 * <p>It is asked {@link ClientCall}s, does them one after the other, and replies to each with a {@link ClientAnswer}.
 * Updates go through a session, which it opens as needed, so that a request that is sent again takes effect once.
 * Requests are sent again, to the servers of the same site only, until the deadline; then the answer is {@link
 * ClientAnswer.Unanswered}, and an update may still happen. From then on the client uses a new session, and closes the
 * old one as soon as it can; {@link #SESSION_CLOSED} tells when nothing of it can happen any more.
 */
public final class ClientNode implements Node<ClientState> {

    /** The mark of the note that a session has been closed, by the client or because it expired; its detail names it. */
    public static final String SESSION_CLOSED = "session-closed";

    /** All marks that a run can reach. */
    public static final Vector<String> MARKS = Vector.of(SESSION_CLOSED);

    static final String AGAIN = "client/again";
    static final String CLOSE = "client/close";

    private final ClientOptions options;

    public ClientNode(ClientOptions options) {
        this.options = options;
    }

    /** The name of a session in answers and notes. */
    static String name(SessionId session) {
        return session.getIndex() + "-" + Long.toHexString(session.getNonce());
    }

    @Override
    public ClientState initial() {
        return new ClientState(
                options.servers().head(),
                0,
                0,
                0,
                Option.none(),
                Option.none(),
                Queue.empty(),
                Vector.empty(),
                0,
                TreeMap.empty(ByteString.unsignedLexicographicalComparator()));
    }

    @Override
    public Step<ClientState> on(ClientState state, Event event, Env env) {
        ClientTurn turn = new ClientTurn(options, state, env);
        if (event instanceof Event.Received received) {
            if (!(received.message() instanceof ClientReply reply)) {
                return Step.ignored(state, "not a client's message");
            }
            turn.onReply(received.from(), reply);
        } else if (event instanceof Event.Asked asked) {
            if (!(asked.body() instanceof ClientCall call)) {
                throw new IllegalArgumentException("a client is asked ClientCalls, not " + asked.body());
            }
            turn.onCall(asked.request(), call);
        } else if (event instanceof Event.TimerFired timer) {
            onTimer(turn, timer.timer());
        } else if (event instanceof Event.Booted) {
            turn.onBooted();
        } else {
            return Step.ignored(state, "clients have no disk");
        }
        return turn.step();
    }

    private static void onTimer(ClientTurn turn, String timer) {
        switch (timer) {
            case AGAIN -> turn.onAgain();
            case CLOSE -> turn.onClose();
            default -> throw new IllegalArgumentException("unknown timer " + timer);
        }
    }
}
