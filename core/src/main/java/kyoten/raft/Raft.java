package kyoten.raft;

import com.google.protobuf.ByteString;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.NodeId;

/** One server of a Raft group, as a pure function. */
public final class Raft<T> {
    /** The number of {@link RaftEnvelope} in the registry of messages. */
    public static final int ENVELOPE_NUMBER = 10;

    /** The log file. */
    public static final FileName LOG = FileName.log("raft");

    private final RaftOptions options;
    private final Machine<T> machine;

    public Raft(RaftOptions options, Machine<T> machine) {
        this.options = options;
        this.machine = machine;
    }

    /** The state on which each boot begins. */
    public RaftState<T> initial() {
        throw new UnsupportedOperationException(options.toString());
    }

    /** Whether a timer of this name is Raft's. */
    public boolean ownsTimer(String timer) {
        throw new UnsupportedOperationException(timer);
    }

    /**
     * Takes one step: a boot, a {@link RaftEnvelope}, one of Raft's timers, the end of a disk operation. All disk
     * operations of a server are Raft's.
     *
     * @throws IllegalStateException if an invariant of the protocol is broken: our bug, or another server's
     */
    public RaftStep<T> on(RaftState<T> state, Event event, Env env) {
        throw new UnsupportedOperationException(machine.toString());
    }

    /** Proposes a command. It ends in {@link Outcome.Applied}, {@link Outcome.Refused} or {@link Outcome.Abandoned}. */
    public RaftStep<T> propose(RaftState<T> state, long ticket, ByteString command, Env env) {
        throw new UnsupportedOperationException();
    }

    /** Asks for a linearizable read (rule R3). It ends in {@link Outcome.ReadReady} or {@link Outcome.Refused}. */
    public RaftStep<T> read(RaftState<T> state, long ticket, Env env) {
        throw new UnsupportedOperationException();
    }

    /** Hands leadership over to another voter, if it can be done within an election timeout; refused silently if not. */
    public RaftStep<T> transfer(RaftState<T> state, NodeId to, Env env) {
        throw new UnsupportedOperationException();
    }

    /** Adds a server that gets all entries and counts for nothing; a server whose disk was lost is removed before it. */
    public RaftStep<T> addLearner(RaftState<T> state, NodeId node, long ticket, Env env) {
        throw new UnsupportedOperationException();
    }

    /** Makes a learner that has caught up a voter, with the disk that it has now. */
    public RaftStep<T> promote(RaftState<T> state, NodeId node, long ticket, Env env) {
        throw new UnsupportedOperationException();
    }

    /** Removes a server. A leader that removes itself leads until that is committed (§4.2.2). */
    public RaftStep<T> remove(RaftState<T> state, NodeId node, long ticket, Env env) {
        throw new UnsupportedOperationException();
    }
}
