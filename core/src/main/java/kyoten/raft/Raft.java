package kyoten.raft;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.util.function.Consumer;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.NodeId;

/**
 * One server of a Raft group, as a pure function.
 *
 * <p>Whoever embeds it gives it the boot, every {@link RaftEnvelope}, the timers that it {@linkplain #ownsTimer owns}, and
 * the end of every disk operation, does what {@link RaftStep#effects} ask for, and takes note of {@link RaftStep#outcomes}.
 *
 * <p>The safety of it rests on few things, each with a guard of its own. A term, a vote and an entry count when they are
 * synced ({@link Storage}). A leader commits what a majority has synced and is of its own term ({@link Commit}). A read
 * waits for a round of the quorum that began after it ({@link Reads}). An answer counts if it is of this term and of a
 * request that still waits for one ({@link Window}). A server that may have lost something says so, and counts for nothing
 * ({@link Doubts}).
 *
 * @param <T> the state that the commands build up
 */
public final class Raft<T> {
    /** The number of {@link RaftEnvelope} in the registry of messages. */
    public static final int ENVELOPE_NUMBER = 10;

    /** The log file, of all groups of a server. */
    public static final FileName LOG = FileName.log("raft");

    private final RaftOptions options;
    private final Machine<T> machine;
    private final Names names;

    public Raft(RaftOptions options, Machine<T> machine) {
        this.options = options;
        this.machine = machine;
        this.names = Names.of(options.group());
    }

    /** The state on which each boot begins. */
    public RaftState<T> initial() {
        T root = machine.initial();
        return new RaftState<>(
                0,
                HardState.NONE,
                Log.EMPTY,
                Disk.FRESH,
                Role.Loading.UNBOOTED,
                0,
                root,
                new Snapshot<>(0, 0, Configuration.EMPTY, root),
                options.limits().snapshotEvery(),
                List.of(new RaftState.Configured(0, Configuration.EMPTY)),
                Doubt.SURE,
                new RaftState.Contact(0, 0),
                0,
                RaftState.Held.NONE,
                Option.none(),
                Option.none(),
                TreeMap.empty());
    }

    /** Whether a timer of this name is Raft's. */
    public boolean ownsTimer(String timer) {
        return timer.startsWith(names.prefix());
    }

    /**
     * Takes one step: a boot, a {@link RaftEnvelope}, one of Raft's timers, the end of a disk operation. All disk
     * operations of a server are Raft's.
     *
     * @throws IllegalStateException if an invariant of the protocol is broken: our bug, or another server's
     * @throws IllegalArgumentException if the event is not for Raft
     */
    public RaftStep<T> on(RaftState<T> state, Event event, Env env) {
        return step(state, env, turn -> dispatch(turn, event));
    }

    /**
     * Proposes commands, which share messages and syncs. Each ends in {@link Outcome.Applied}, {@link Outcome.Refused} or
     * {@link Outcome.Abandoned}.
     */
    public RaftStep<T> propose(RaftState<T> state, Seq<Proposal> proposals, Env env) {
        return step(state, env, turn -> Proposals.propose(turn, proposals));
    }

    /** Asks for a linearizable read (rule R3). It ends in {@link Outcome.ReadReady} or {@link Outcome.Refused}. */
    public RaftStep<T> read(RaftState<T> state, long ticket, Env env) {
        return step(state, env, turn -> Reads.read(turn, ticket));
    }

    /** Hands leadership over to another voter. Given up after an election timeout; nothing happens if it can't be done. */
    public RaftStep<T> transfer(RaftState<T> state, NodeId to, Env env) {
        return step(state, env, turn -> Handovers.transfer(turn, to));
    }

    /** Adds a server that gets all entries and counts for nothing. One whose disk was lost has to be removed before. */
    public RaftStep<T> addLearner(RaftState<T> state, NodeId node, long ticket, Env env) {
        return step(state, env, turn -> Membership.addLearner(turn, node, ticket));
    }

    /** Makes a learner that has caught up a voter, with the disk that it has now. */
    public RaftStep<T> promote(RaftState<T> state, NodeId node, long ticket, Env env) {
        return step(state, env, turn -> Membership.promote(turn, node, ticket));
    }

    /** Removes a server. A leader that removes itself leads until that is committed (§4.2.2). */
    public RaftStep<T> remove(RaftState<T> state, NodeId node, long ticket, Env env) {
        return step(state, env, turn -> Membership.remove(turn, node, ticket));
    }

    private RaftStep<T> step(RaftState<T> state, Env env, Consumer<Turn<T>> work) {
        Turn<T> turn = new Turn<>(options, machine, names, state, env);
        work.accept(turn);
        Storage.flush(turn);
        return turn.step();
    }

    private void dispatch(Turn<T> turn, Event event) {
        if (turn.role instanceof Role.Ended) {
            turn.ignored("the disk has failed");
        } else if (event instanceof Event.Received received && received.message() instanceof RaftEnvelope message) {
            Receiving.onMessage(turn, received.from(), message);
        } else if (event instanceof Event.DiskDone done) {
            onDiskDone(turn, done);
        } else if (event instanceof Event.TimerFired fired) {
            onTimer(turn, fired.timer());
        } else if (event instanceof Event.DiskFailed failed) {
            Storage.onFailed(turn, failed.operation(), failed.fault());
        } else if (event instanceof Event.Booted booted) {
            Boot.onBooted(turn, booted);
        } else {
            throw new IllegalArgumentException("not an event for Raft: " + event);
        }
    }

    private void onTimer(Turn<T> turn, String timer) {
        if (turn.role instanceof Role.Loading) {
            turn.ignored("still reading the disk");
        } else if (timer.equals(names.heartbeat())) {
            Replication.onHeartbeat(turn);
        } else if (timer.equals(names.election())) {
            Elections.onElectionTimeout(turn);
        } else if (timer.equals(names.diskRetry())) {
            Storage.onRetry(turn);
        } else if (timer.equals(names.doubt())) {
            Doubts.ask(turn);
        } else {
            throw new IllegalArgumentException("not a timer of Raft: " + timer);
        }
    }

    private void onDiskDone(Turn<T> turn, Event.DiskDone done) {
        if (turn.role instanceof Role.Loading loading && loading.operation() == done.operation()) {
            Boot.onRead(turn, loading, done.bytes());
        } else if (turn.saving.exists(saving -> saving.operation() == done.operation())) {
            Snapshots.onSaved(turn);
        } else {
            Storage.onDone(turn, done.operation());
        }
    }
}
