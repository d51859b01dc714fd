package kyoten.sim;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.ping.Ping;

/**
 * Does at random times what a node can do, and throws if its host broke a promise: if time went back, a timer fired early,
 * after its cancel or of another boot, completions came out of order, or a synced record is gone.
 */
final class Chatter implements Node<Chatter.State> {
    private static final long MILLI = 1_000_000;
    private static final FileName LOG = FileName.log("log");
    private static final String DECOY = "decoy";

    private final List<NodeId> peers;
    private final Ledger ledger;

    /** What is known of a node's disk whatever happens to the node; outside of it, so that it survives. */
    static final class Ledger {
        private final List<ByteString> synced = new ArrayList<>();
        private boolean rotted;

        /** The disk was tampered with: what was synced may be gone. */
        void rot() {
            rotted = true;
        }

        int records() {
            return synced.size();
        }
    }

    /**
     * @param boot this boot
     * @param now of the last step
     * @param due before when the timer must not fire
     * @param operations that are in flight, in order; a sync is negative
     * @param written records that are appended and not synced
     */
    record State(long boot, long now, long due, long next, Vector<Long> operations, Vector<ByteString> written) {
        State at(long newNow) {
            return new State(boot, newNow, due, next, operations, written);
        }
    }

    Chatter(List<NodeId> peers, Ledger ledger) {
        this.peers = peers;
        this.ledger = ledger;
    }

    @Override
    public State initial() {
        return new State(0, Long.MIN_VALUE, 0, 1, Vector.empty(), Vector.empty());
    }

    @Override
    public Step<State> on(State before, Event event, Env env) {
        check(env.now() >= before.now, "time went back");
        State state = before.at(env.now());
        if (event instanceof Event.Booted booted) {
            return onBooted(state, booted, env);
        }
        check(state.boot != 0, "an event came before the boot");
        if (event instanceof Event.TimerFired fired) {
            return onTimer(state, fired, env);
        } else if (event instanceof Event.DiskDone done) {
            return onDone(state, done);
        } else if (event instanceof Event.DiskFailed failed) {
            return onFailed(state, failed);
        } else if (event instanceof Event.Received received) {
            return Step.to(state, new Effect.Note("received", received.from().name()));
        }
        return Step.ignored(state, "nothing to do");
    }

    private Step<State> onBooted(State state, Event.Booted booted, Env env) {
        check(state.boot == 0, "a boot within a boot");
        List<ByteString> found = new ArrayList<>();
        for (BootFile file : booted.files()) {
            ((BootFile.Log) file).records().forEach(record -> {
                found.add(record instanceof BootFile.Good good ? good.bytes() : ByteString.copyFromUtf8("damaged"));
            });
        }
        boolean intact = found.size() >= ledger.synced.size()
                && found.subList(0, ledger.synced.size()).equals(ledger.synced);
        check(intact || ledger.rotted, "synced records are gone");
        ledger.synced.clear();
        ledger.synced.addAll(found);
        State booting = new State(booted.bootId(), env.now(), 0, 1, Vector.empty(), Vector.empty());
        return rest(booting, Vector.empty(), env);
    }

    private Step<State> onTimer(State state, Event.TimerFired fired, Env env) {
        check(!fired.timer().equals(DECOY), "a cancelled timer fired");
        check(fired.timer().equals("rest-" + state.boot), "a timer of another boot fired");
        check(env.now() >= state.due, "a timer fired early");
        Vector<Effect> effects = Vector.empty();
        for (int i = 0; i < 3; i++) {
            NodeId to = peers.get((int) env.randomBelow("peer", i, peers.size()));
            effects = effects.append(new Effect.Send(
                    to, Ping.newBuilder().setNumber(env.random("number", i)).build()));
        }
        effects = effects.append(new Effect.SetTimer(DECOY, 5 * MILLI)).append(new Effect.CancelTimer(DECOY));
        return env.randomBelow("write", 0, 3) == 0 ? rest(state, effects, env) : write(state, effects, env);
    }

    private Step<State> write(State state, Vector<Effect> before, Env env) {
        long append = state.next;
        byte[] text = new byte[(int) env.randomBelow("size", 0, 2_000)];
        java.util.Arrays.fill(text, (byte) append);
        ByteString record = ByteString.copyFrom(text);
        Vector<Effect> effects = before.append(new Effect.Append(append, LOG, record));
        Vector<Long> operations = state.operations.append(append);
        if (env.randomBelow("sync", 0, 2) == 0) {
            effects = effects.append(new Effect.Sync(-append, LOG));
            operations = operations.append(-append);
        }
        State next = new State(state.boot, state.now, state.due, append + 1, operations, state.written.append(record));
        return rest(next, effects, env);
    }

    private Step<State> rest(State state, Vector<Effect> effects, Env env) {
        long nanos = MILLI + env.randomBelow("rest", 0, 20 * MILLI);
        State resting =
                new State(state.boot, state.now, env.now() + nanos, state.next, state.operations, state.written);
        return new Step<>(resting, effects.append(new Effect.SetTimer("rest-" + state.boot, nanos)));
    }

    private Step<State> onDone(State state, Event.DiskDone done) {
        check(state.operations.head() == done.operation(), "a completion came out of order");
        Vector<ByteString> written = state.written;
        if (done.operation() < 0) {
            int covered = (int) (state.written.size() - appendsBehind(state));
            ledger.synced.addAll(written.take(covered).asJava());
            written = written.drop(covered);
        }
        return Step.to(new State(state.boot, state.now, state.due, state.next, state.operations.tail(), written));
    }

    private Step<State> onFailed(State state, Event.DiskFailed failed) {
        check(state.operations.head() == failed.operation(), "a failure came out of order");
        Vector<ByteString> written = state.written;
        if (failed.operation() > 0) {
            written = written.removeAt((int) (written.size() - appendsBehind(state) - 1));
        }
        return Step.to(new State(state.boot, state.now, state.due, state.next, state.operations.tail(), written));
    }

    /** How many appends wait behind the operation that is done now. */
    private static long appendsBehind(State state) {
        return state.operations.tail().count(operation -> operation > 0);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
