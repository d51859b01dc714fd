package kyoten.scenario.guest;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.function.Consumer;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.FileName;
import kyoten.node.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * All that a guest may touch: an executor, timers, messages, files, time and chance. It may be called by the guest only, on the thread
 * that called the guest, until that call has returned; any other call is an error that names its thread.
 *
 * <p>A library's store blocks until its bytes are safe, and a node's disk does not. So {@link #sync} returns at once, and what the
 * guest says after it, messages and replies alike, is kept back until all that it synced before is safe. Who only listens can't tell
 * this from a guest that waited: a crash meanwhile loses what nobody has heard of.
 */
public final class Outside {
    private static final String TIMER = "guest-";

    private final OneThread thread = new OneThread();
    private final EnvClock clock = new EnvClock(this::env);
    private final EnvRandom random = new EnvRandom(this::env);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    // Looked up, never iterated.
    private final Map<String, Runnable> timers = new HashMap<>();
    private final Queue<Held> held = new ArrayDeque<>();
    private final TreeSet<Long> syncing = new TreeSet<>();
    private final List<Effect> effects = new ArrayList<>();
    private @Nullable Env env;
    private long lastTimer;
    private long lastOperation;
    private boolean begun;
    private boolean stopped;

    Outside() {}

    /**
     * Something that the guest said and nobody has heard yet.
     *
     * @param after the last operation that must be safe before
     */
    private record Held(long after, Effect effect) {}

    // ---- for the guest

    /** Does a task after what is being done now, before anything else happens to the guest. */
    public void execute(Runnable task) {
        env();
        tasks.add(task);
    }

    /** Does a task later. */
    public void schedule(Runnable task, Duration delay) {
        env();
        String timer = TIMER + ++lastTimer;
        timers.put(timer, task);
        effects.add(new Effect.SetTimer(timer, Math.max(0, delay.toNanos())));
    }

    /** The time as a clock that never jumps. */
    public EnvClock clock() {
        return clock;
    }

    /** The chance of {@link Env#random}. */
    public EnvRandom random() {
        return random;
    }

    /**
     * Sends a message.
     *
     * @param message of a type in the registry, and never changed again
     */
    public void send(NodeId to, Object message) {
        say(new Effect.Send(to, message));
    }

    /** Answers what the guest was asked, at most once. */
    public void reply(long request, Object body) {
        say(new Effect.Reply(request, body));
    }

    /** Marks a moment for traces, and for faults that strike at a mark. */
    public void note(String mark, String detail) {
        env();
        effects.add(new Effect.Note(mark, detail));
    }

    /** Appends a record to a log; it is safe when a later {@link #sync} of the log is. */
    public void append(FileName log, ByteString record) {
        env();
        effects.add(new Effect.Append(++lastOperation, log, record));
    }

    /** Cuts a log after its first records. */
    public void truncate(FileName log, long records) {
        env();
        effects.add(new Effect.Truncate(++lastOperation, log, records));
    }

    /** Makes safe what was written to a file; what is said from now on is heard after that. */
    public void sync(FileName file) {
        env();
        effects.add(new Effect.Sync(++lastOperation, file));
        syncing.add(lastOperation);
    }

    private void say(Effect effect) {
        env();
        if (syncing.isEmpty()) {
            effects.add(effect);
        } else {
            held.add(new Held(lastOperation, effect));
        }
    }

    // ---- for the node

    /**
     * Takes one step.
     *
     * @return what was asked for meanwhile
     */
    Seq<Effect> during(Env present, Consumer<Outside> what) {
        env = present;
        random.begin();
        if (!begun) {
            begun = true;
            clock.begin(present);
        }
        thread.during(() -> {
            what.accept(this);
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        });
        env = null;
        Seq<Effect> asked = Vector.ofAll(effects);
        effects.clear();
        return asked;
    }

    void fired(String timer) {
        Runnable task = timers.remove(timer);
        if (task == null) {
            throw new IllegalStateException("nobody set the timer " + timer);
        }
        task.run();
    }

    /** An operation of the disk is done: what waited only for it is said. */
    void done(long operation) {
        syncing.remove(operation);
        while (!held.isEmpty() && (syncing.isEmpty() || held.element().after < syncing.first())) {
            effects.add(held.remove().effect);
        }
    }

    /** The disk has failed, in the midst of a call that cannot fail any more: the guest is not called again. */
    void stop(String why) {
        stopped = true;
        held.clear();
        note("guest-stopped", why);
    }

    boolean stopped() {
        return stopped;
    }

    private Env env() {
        thread.check();
        if (env == null) {
            throw new IllegalStateException("a guest is called by its host, and does nothing between two calls");
        }
        return env;
    }
}
