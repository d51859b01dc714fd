package kyoten.host;

import io.netty.channel.EventLoop;
import io.vavr.control.Option;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kyoten.node.Effect;
import kyoten.node.Effect.CancelTimer;
import kyoten.node.Effect.DiskOperation;
import kyoten.node.Effect.Meet;
import kyoten.node.Effect.Note;
import kyoten.node.Effect.Reply;
import kyoten.node.Effect.Send;
import kyoten.node.Effect.SetTimer;
import kyoten.node.Event;
import kyoten.node.Event.Asked;
import kyoten.node.Event.DiskDone;
import kyoten.node.Event.DiskFailed;
import kyoten.node.Event.DiskFault;
import kyoten.node.Event.Received;
import kyoten.node.Event.TimerFired;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.wire.Frames;
import kyoten.wire.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a node its events, one at a time, and does what it asks for. Used on the node's loop only.
 *
 * @param <S> the node's state
 */
final class Steps<S> {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    /**
     * What effects act on.
     *
     * @param crash is told of whatever the node throws
     */
    record World(
            HostConfig config, Registry registry, EventLoop loop, Transport transport, Consumer<Throwable> crash) {}

    private final Node<S> node;
    private final World world;
    private final Timers timers;
    private final HostEnv.Seed seed = HostEnv.Seed.draw();
    private final Map<Long, Consumer<Object>> requests = new HashMap<>();
    private final Set<Long> operationsUnderWay = new HashSet<>();
    private Option<Disk> disk = Option.none();
    private S state;
    private long lastRequest;
    private long stepsTaken;
    private boolean ended;

    private Steps(Node<S> node, World world) {
        this.node = node;
        this.world = world;
        this.state = node.initial();
        this.timers = new Timers(world.loop, timer -> take(new TimerFired(timer)));
    }

    static <S> Steps<S> of(Node<S> node, World world) {
        return new Steps<>(node, world);
    }

    /** Drawn anew each time: a number counted on the disk would come again when an older image of the disk is put back. */
    static long newBootId() {
        return new SecureRandom().nextLong();
    }

    /** Before the first event. */
    void useDisk(Disk own) {
        disk = Option.of(own);
    }

    /** Nothing happens to the node any more. */
    void end() {
        ended = true;
        timers.cancelAll();
        requests.clear();
    }

    /** Takes one step. What the node throws, of whatever kind, is its crash. */
    void take(Event event) {
        if (ended) {
            return;
        }
        try {
            Step<S> step = node.on(state, event, HostEnv.read(seed, ++stepsTaken));
            state = step.state();
            for (Effect effect : step.effects()) {
                perform(effect);
            }
            world.transport.flush();
        } catch (Throwable e) {
            world.crash.accept(e);
        }
    }

    /** @throws kyoten.wire.MalformedException if the bytes are no message */
    void receive(NodeId from, byte[] payload) {
        if (!ended) {
            take(new Received(from, world.registry.decode(payload)));
        }
    }

    /** An operation has ended. */
    void completed(Event event) {
        if (event instanceof DiskDone done) {
            operationsUnderWay.remove(done.operation());
        } else if (event instanceof DiskFailed failed) {
            operationsUnderWay.remove(failed.operation());
        }
        take(event);
    }

    void ask(Object body, Consumer<Object> onReply) {
        requests.put(++lastRequest, onReply);
        take(new Asked(lastRequest, body));
    }

    private void perform(Effect effect) {
        if (effect instanceof Send send) {
            send(send);
        } else if (effect instanceof SetTimer set) {
            setTimer(set);
        } else if (effect instanceof CancelTimer cancel) {
            timers.cancel(cancel.timer());
        } else if (effect instanceof DiskOperation operation) {
            operate(operation);
        } else if (effect instanceof Reply reply) {
            reply(reply);
        } else if (effect instanceof Meet meet) {
            Meeting.enter(meet, world.config.network().addresses());
        } else if (effect instanceof Note note) {
            LOG.debug("{}: {} {}", world.config.node(), note.mark(), note.detail());
            world.config.seams().watcher().onNote(world.config.node(), note.mark(), note.detail());
        } else {
            throw new IllegalStateException("an effect that the host doesn't know: " + effect);
        }
    }

    private void setTimer(SetTimer set) {
        if (set.delayNanos() < 0) {
            throw new IllegalArgumentException("a delay is never negative: " + set);
        }
        timers.set(set.timer(), set.delayNanos());
    }

    private void reply(Reply reply) {
        Consumer<Object> onReply = requests.remove(reply.request());
        if (onReply == null) {
            throw new IllegalArgumentException("request " + reply.request() + " was never asked, or answered before");
        }
        onReply.accept(reply.body());
    }

    private void send(Send send) {
        byte[] payload = world.registry.encode(send.message());
        if (payload.length > Frames.LIMIT) {
            throw new IllegalArgumentException("a " + send.message().getClass().getSimpleName() + " of "
                    + payload.length + " bytes, at most " + Frames.LIMIT + " fit into a frame");
        }
        if (send.to().equals(world.config.node())) {
            world.loop.execute(() -> receive(send.to(), payload));
        } else {
            world.transport.send(send.to(), payload);
        }
    }

    private void operate(DiskOperation operation) {
        if (!operationsUnderWay.add(operation.operation())) {
            throw new IllegalArgumentException("an operation of this number is under way: " + operation);
        }
        if (disk.isDefined()) {
            disk.get().submit(operation);
        } else {
            world.loop.execute(() -> completed(new DiskFailed(operation.operation(), DiskFault.BROKEN)));
        }
    }
}
