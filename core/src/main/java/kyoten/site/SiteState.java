package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Queue;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.raft.RaftState;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.Command;
import kyoten.site.message.GreadPage;

/**
 * The state of a server of a site: what consensus keeps for it, and what it remembers of its clients within a boot.
 *
 * @param raft the log, and the {@link Store} that it builds up
 * @param tenure while this server leads
 * @param waiting who waits for which ticket of Raft's
 * @param pages that may still be asked for
 * @param patient while this server leads, once it has put anything into the log
 * @param nextTicket unique within the boot
 */
public record SiteState(
        RaftState<Store> raft,
        Option<Tenure> tenure,
        SortedMap<Long, Waiting> waiting,
        Pages pages,
        Option<Patient> patient,
        long nextTicket) {

    static SiteState booting(RaftState<Store> raft) {
        return new SiteState(raft, Option.none(), TreeMap.empty(), Pages.NONE, Option.none(), 1);
    }

    /** Who waits for the end of something that Raft does. */
    sealed interface Waiting {}

    /**
     * A client waits for the answer to a request.
     *
     * @param client the client's node
     * @param request may be one of several that ask the same
     */
    record ClientWaiting(NodeId client, ClientRequest request) implements Waiting {}

    /** An operator waits. */
    record AdminWaiting(Operator operator) implements Waiting {}

    /** The server itself records boots, or begins an epoch. */
    record OwnWaiting() implements Waiting {}

    /** The server itself carries on what other sites say. */
    record ProposedWaiting() implements Waiting {}

    /**
     * Commands that wait for others to share a sync with.
     *
     * @param until they wait, by {@code Env.now()}; if there are none, when the next need not wait any more
     */
    record Patient(Vector<Command> commands, long until) {
        Patient with(Command command) {
            return new Patient(commands.append(command), until);
        }
    }

    /** All that the site has agreed on, as far as this server has heard. */
    public Store store() {
        return raft.machine();
    }

    /** Whether this server leads, is up to date, and takes commands. */
    public boolean leadsSettled() {
        return tenure.exists(Tenure::isSettled) && !raft.isFull();
    }

    /**
     * The term in which this server leads.
     *
     * @param term the term
     * @param since when it began, by {@code Env.now()}
     * @param clock the log's clock, once the state is up to date
     * @param isSettled whether the epoch has been settled: whether updates are taken
     * @param isRecording whether an entry that begins an epoch or records boots is under way
     * @param opening the nonces of sessions that are being opened
     * @param taken the last update that was proposed and has no outcome, by the session's index; a close is later than all
     * @param refused the last update that was refused outside of the log, by the session's index: it must never be
     *     taken in this term, in which alone it can be
     */
    record Tenure(
            long term,
            long since,
            Option<LogClock> clock,
            boolean isSettled,
            boolean isRecording,
            TreeSet<Long> opening,
            TreeMap<Long, Long> taken,
            TreeMap<Long, Long> refused) {

        static Tenure of(long term, long now) {
            return new Tenure(
                    term, now, Option.none(), false, false, TreeSet.empty(), TreeMap.empty(), TreeMap.empty());
        }

        Tenure with(LogClock newClock) {
            return new Tenure(term, since, Option.some(newClock), isSettled, isRecording, opening, taken, refused);
        }

        Tenure settled() {
            return new Tenure(term, since, clock, true, isRecording, opening, taken, refused);
        }

        Tenure unsettled() {
            return new Tenure(term, since, clock, false, isRecording, opening, taken, refused);
        }

        Tenure recording(boolean newRecording) {
            return new Tenure(term, since, clock, isSettled, newRecording, opening, taken, refused);
        }

        Tenure taking(long session, long sequence) {
            return new Tenure(
                    term, since, clock, isSettled, isRecording, opening, taken.put(session, sequence), refused);
        }

        Tenure opening(long nonce) {
            return new Tenure(term, since, clock, isSettled, isRecording, opening.add(nonce), taken, refused);
        }

        Tenure opened(long nonce) {
            return new Tenure(term, since, clock, isSettled, isRecording, opening.remove(nonce), taken, refused);
        }

        /** An update has an outcome, so that the store knows it and all before it in its session. */
        Tenure done(long session, long sequence) {
            return new Tenure(
                    term,
                    since,
                    clock,
                    isSettled,
                    isRecording,
                    opening,
                    without(taken, session, sequence),
                    without(refused, session, sequence));
        }

        /** What was proposed was not taken in: it has no outcome, and nothing follows for what was refused before it. */
        Tenure dropping(long session, long sequence) {
            TreeMap<Long, Long> others = without(taken, session, sequence);
            return new Tenure(term, since, clock, isSettled, isRecording, opening, others, refused);
        }

        private static TreeMap<Long, Long> without(TreeMap<Long, Long> last, long session, long sequence) {
            return last.isEmpty() || last.getOrElse(session, Long.MAX_VALUE) > sequence ? last : last.remove(session);
        }

        Tenure refusing(long session, long sequence) {
            return new Tenure(
                    term,
                    since,
                    clock,
                    isSettled,
                    isRecording,
                    opening,
                    taken.remove(session),
                    refused.put(session, sequence));
        }
    }

    /**
     * The time that commands carry, in nanoseconds: it goes on while a leader leads, from where the log had it when the
     * leader was up to date. No two servers' clocks are compared, and nobody's wall clock is asked.
     *
     * @param time the log's
     * @param now the server's, at the same moment
     */
    record LogClock(long time, long now) {
        long at(long serverNow) {
            return time + (serverNow - now);
        }
    }

    /**
     * Pages that clients may ask for, each with the roots that it is of, the oldest first.
     *
     * @param pinned by number
     * @param order their numbers, as they came
     */
    record Pages(TreeMap<Long, Pinned> pinned, Queue<Long> order) {
        static final Pages NONE = new Pages(TreeMap.empty(), Queue.empty());

        /** How many are kept; then the oldest goes. */
        static final int KEPT = 64;

        Pages with(long number, Pinned page) {
            Pages room = order.size() < KEPT ? this : new Pages(pinned.remove(order.head()), order.tail());
            return new Pages(room.pinned.put(number, page), room.order.enqueue(number));
        }
    }

    /** What a page is of. Held by reference: the roots don't change. */
    sealed interface Pinned {
        /** By {@code Env.now()}. */
        long expiresAt();
    }

    /**
     * The values of a gread that are still to come.
     *
     * @param discarded that come after the values, as those that a resolver left out
     * @param rest what all pages say
     * @param context what the gread ends with, sealed
     */
    record PinnedGread(
            Seq<ByteString> values, Seq<ByteString> discarded, GreadPage rest, ByteString context, long expiresAt)
            implements Pinned {}

    /**
     * The rest of a scan.
     *
     * @param from where it goes on
     */
    record PinnedScan(Store root, ByteString prefix, ByteString from, int limit, long expiresAt) implements Pinned {}
}
