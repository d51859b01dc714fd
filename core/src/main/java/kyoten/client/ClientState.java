package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.collection.Queue;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.site.message.GreadPage;
import kyoten.site.message.SessionId;
import kyoten.site.resolver.CounterState;

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
 * @param own its entries in counters and sets, by the key
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
        long closeAttempt,
        SortedMap<ByteString, Own> own) {

    private static final int OWN_KEPT = 1024;

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
     * This client's own entry in a counter or set, as it was last written for sure.
     *
     * @param client the entry's number
     * @param entry of a set, how many elements were put, as what was added
     */
    record Own(long client, CounterState.Entry entry) {}

    /**
     * What a call under way is for.
     *
     * @param request of the application
     * @param deadline by {@code Env.now()}
     * @param goal the call on a counter or set that it is part of
     */
    record Purpose(long request, long deadline, Option<Goal> goal) {
        Purpose writing(Option<Own> own) {
            return new Purpose(request, deadline, goal.map(known -> new Goal(known.call(), true, own)));
        }
    }

    /**
     * A call on a counter or set.
     *
     * @param writes whether it has read and is writing
     * @param own what the client's entry is when that is done; none if it stays as it is
     */
    record Goal(ClientCall call, boolean writes, Option<Own> own) {}

    /**
     * A call under way.
     *
     * @param purpose what for
     * @param phase what it waits for
     * @param sequence of an update, in its session
     * @param sent the requests of this phase
     * @param gathered what the pages of a gread have answered so far
     * @param page the page to ask for, if not the first
     */
    record Operation(
            Purpose purpose,
            ClientCall call,
            Phase phase,
            long sequence,
            Sent sent,
            Gathered gathered,
            Option<PageToken> page) {

        static Operation of(Purpose purpose, ClientCall call, Phase phase) {
            return new Operation(purpose, call, phase, 0, Sent.NOTHING, Gathered.NOTHING, Option.none());
        }

        Operation withSent(Sent newSent) {
            return new Operation(purpose, call, phase, sequence, newSent, gathered, page);
        }

        Operation calling(long newSequence) {
            return new Operation(purpose, call, Phase.CALLING, newSequence, Sent.NOTHING, gathered, page);
        }

        Operation turned(Gathered newGathered, Option<PageToken> newPage) {
            return new Operation(purpose, call, phase, sequence, Sent.NOTHING, newGathered, newPage);
        }
    }

    /** What pages have answered. */
    record Gathered(Vector<ByteString> values, Vector<ByteString> discarded) {
        static final Gathered NOTHING = new Gathered(Vector.empty(), Vector.empty());

        Gathered and(GreadPage page) {
            return new Gathered(values.appendAll(page.getValuesList()), discarded.appendAll(page.getDiscardedList()));
        }

        ClientAnswer.Values answer(GreadPage last) {
            return new ClientAnswer.Values(
                    values,
                    last.getContext(),
                    new ClientAnswer.Resolved(last.getResolver(), discarded, last.getResolverError()),
                    last.getFenced());
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
                newServer, newTerm, nonce, nextAttempt, session, current, waiting, closing, closeAttempt, own);
    }

    ClientState withNextAttempt(long attempt) {
        return new ClientState(server, term, nonce, attempt, session, current, waiting, closing, closeAttempt, own);
    }

    /** A session is open now that was asked for with the nonce; the next one has another. */
    ClientState opened(Session newSession) {
        return new ClientState(
                server,
                term,
                nonce + 1,
                nextAttempt,
                Option.some(newSession),
                current,
                waiting,
                closing,
                closeAttempt,
                own);
    }

    ClientState withSession(Option<Session> newSession) {
        return new ClientState(
                server, term, nonce, nextAttempt, newSession, current, waiting, closing, closeAttempt, own);
    }

    ClientState withCurrent(Option<Operation> operation) {
        return new ClientState(
                server, term, nonce, nextAttempt, session, operation, waiting, closing, closeAttempt, own);
    }

    ClientState withWaiting(Queue<Waiting> calls) {
        return new ClientState(server, term, nonce, nextAttempt, session, current, calls, closing, closeAttempt, own);
    }

    ClientState withClosing(Seq<SessionId> sessions, long attempt) {
        return new ClientState(server, term, nonce, nextAttempt, session, current, waiting, sessions, attempt, own);
    }

    /** With an entry of its own in a counter or set, or without. So many are kept; of others it begins new ones. */
    ClientState withOwn(ByteString key, Option<Own> entry) {
        SortedMap<ByteString, Own> room =
                own.size() < OWN_KEPT || own.containsKey(key) ? own : own.remove(own.head()._1);
        return new ClientState(
                server,
                term,
                nonce,
                nextAttempt,
                session,
                current,
                waiting,
                closing,
                closeAttempt,
                entry.isDefined() ? room.put(key, entry.get()) : own.remove(key));
    }
}
