package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.collection.Queue;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.site.message.SessionId;

/**
 * What a client remembers within a boot; it keeps nothing on disk.
 *
 * @param server whom it asks next: the leader, as far as it knows
 * @param term of which it believes that server to be the leader; 0 if it has no idea
 * @param nonce of the next session: no other session of any boot has it
 * @param nextAttempt the number of the next request
 * @param session the open one
 * @param current the call that is being done
 * @param waiting calls asked in the meantime
 * @param closing sessions that left a call unanswered, to be closed
 * @param closeAttempt the last request to close the first of them
 */
public record ClientState(
        NodeId server,
        long term,
        long nonce,
        long nextAttempt,
        Option<Session> session,
        Option<Operation> current,
        Queue<Waiting> waiting,
        Seq<SessionId> closing,
        long closeAttempt) {

    /** A call that has to wait for those before it. */
    record Waiting(long request, ClientCall call) {}

    /**
     * @param nextSequence of the next update
     * @param lastUsed when it was last opened or updated, by {@code Env.now()}
     */
    record Session(SessionId id, long nextSequence, long lastUsed) {}

    /** What an operation waits for. */
    enum Phase {
        OPENING,
        CALLING
    }

    /**
     * A call under way.
     *
     * @param request of the application
     * @param deadline by {@code Env.now()}
     * @param phase what it waits for
     * @param sequence of an update, in its session
     * @param sent the requests of this phase
     * @param values what the pages of a gread have answered so far
     * @param page the page to ask for, if not the first
     */
    record Operation(
            long request,
            ClientCall call,
            long deadline,
            Phase phase,
            long sequence,
            Sent sent,
            Vector<ByteString> values,
            Option<PageToken> page) {

        Operation withSent(Sent newSent) {
            return new Operation(request, call, deadline, phase, sequence, newSent, values, page);
        }

        Operation calling(long newSequence) {
            return new Operation(request, call, deadline, Phase.CALLING, newSequence, Sent.NOTHING, values, page);
        }

        Operation turned(Vector<ByteString> newValues, Option<PageToken> newPage) {
            return new Operation(request, call, deadline, phase, sequence, Sent.NOTHING, newValues, newPage);
        }
    }

    /**
     * The requests that were sent for one purpose, so that any answer to any of them is good.
     *
     * @param count how many
     * @param last the number of the last
     * @param term for which all of them were sent, or {@link #SEVERAL}
     * @param redirects how often in a row the answer was to ask elsewhere
     * @param pausing whether the next is only put off, not given up
     */
    record Sent(long count, long last, long term, int redirects, boolean pausing) {
        static final long SEVERAL = -1;
        static final Sent NOTHING = new Sent(0, 0, 0, 0, false);

        Sent and(long attempt, long itsTerm) {
            long common = count == 0 || term == itsTerm ? itsTerm : SEVERAL;
            return new Sent(count + 1, attempt, common, redirects, false);
        }

        boolean has(long attempt) {
            return Long.compareUnsigned(last - attempt, count) < 0;
        }

        Sent redirected() {
            return new Sent(count, last, term, redirects + 1, pausing);
        }

        Sent paused() {
            return new Sent(count, last, term, 0, true);
        }
    }

    ClientState withServer(NodeId newServer, long newTerm) {
        return new ClientState(
                newServer, newTerm, nonce, nextAttempt, session, current, waiting, closing, closeAttempt);
    }

    ClientState withNextAttempt(long attempt) {
        return new ClientState(server, term, nonce, attempt, session, current, waiting, closing, closeAttempt);
    }

    /** A session is open now that was asked for with the nonce; the next one has another. */
    ClientState opened(Session newSession) {
        return new ClientState(
                server, term, nonce + 1, nextAttempt, Option.some(newSession), current, waiting, closing, closeAttempt);
    }

    ClientState withSession(Option<Session> newSession) {
        return new ClientState(server, term, nonce, nextAttempt, newSession, current, waiting, closing, closeAttempt);
    }

    ClientState withCurrent(Option<Operation> operation) {
        return new ClientState(server, term, nonce, nextAttempt, session, operation, waiting, closing, closeAttempt);
    }

    ClientState withWaiting(Queue<Waiting> calls) {
        return new ClientState(server, term, nonce, nextAttempt, session, current, calls, closing, closeAttempt);
    }

    ClientState withClosing(Seq<SessionId> sessions, long attempt) {
        return new ClientState(server, term, nonce, nextAttempt, session, current, waiting, sessions, attempt);
    }
}
