package kyoten.host;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kyoten.node.Event;
import kyoten.node.Event.Booted;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.wire.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One boot of a node: its loop, its network, its disk, its steps. Nothing of it reaches the next boot: the next begins only
 * when this one's threads have ended.
 */
final class RunningNode {
    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final HostConfig config;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Transport transport;
    private final Steps<?> steps;
    private Option<Disk> disk = Option.none();
    private Option<InetSocketAddress> address = Option.none();
    private volatile Option<Thread> thread = Option.none();
    private volatile boolean ended;

    /** @throws HostException if the TLS files can't be used */
    RunningNode(HostConfig config, Registry registry, Node<?> node) throws HostException {
        this.config = config;
        Sockets sockets = Sockets.best();
        group = new MultiThreadIoEventLoopGroup(1, this::newThread, sockets.handlers());
        loop = group.next();
        try {
            transport = new Transport(config, loop, sockets, this::onMessage);
        } catch (HostException e) {
            endLoop();
            throw e;
        }
        steps = Steps.of(node, new Steps.World(config, registry, loop, transport, this::crash));
    }

    private Thread newThread(Runnable task) {
        Thread created = new FastThreadLocalThread(task, config.node() + "-loop");
        thread = Option.of(created);
        return created;
    }

    /**
     * Boots the node.
     *
     * @param listen where to listen, if at all
     * @throws HostException if the address or the data folder can't be had; all is closed again then
     */
    void start(Option<InetSocketAddress> listen) throws HostException {
        try {
            if (listen.isDefined()) {
                address = Option.of(transport.listen(listen.get()));
            }
            Booted booted = config.folder().isDefined() ? bootDisk() : new Booted(Steps.newBootId(), Vector.empty());
            loop.submit(() -> steps.take(booted)).awaitUninterruptibly();
            execute(transport::accept);
        } catch (HostException | RuntimeException e) {
            end();
            throw e;
        }
    }

    private Booted bootDisk() throws HostException {
        Storage storage = config.seams().storage();
        DataFolder folder = DataFolder.open(config.folder().get(), config.cluster(), config.node(), storage);
        Disk own = new Disk(folder, storage, config.node() + "-disk", new Completions());
        disk = Option.of(own);
        steps.useDisk(own);
        try {
            return new Booted(Steps.newBootId(), own.boot());
        } catch (IOException e) {
            throw new HostException("cannot read the data folder " + folder.path() + ": " + e, e);
        }
    }

    private final class Completions implements Disk.Listener {
        @Override
        public void onCompletions(Seq<Event> events) {
            execute(() -> events.forEach(steps::completed));
        }

        @Override
        public void onImpossible(RuntimeException cause) {
            execute(() -> crash(cause));
        }
    }

    /** Runs a task on the loop, unless the loop has ended. */
    private void execute(Runnable task) {
        try {
            if (!ended) {
                loop.execute(task);
            }
        } catch (RejectedExecutionException e) {
            LOG.trace("{} has just ended", config.node());
        }
    }

    private void onMessage(NodeId from, byte[] payload) {
        steps.receive(from, payload);
    }

    /** Where the node listens. */
    Option<InetSocketAddress> address() {
        return address;
    }

    boolean isRunning() {
        return !ended;
    }

    void ask(Object body, Consumer<Object> onReply) {
        execute(() -> steps.ask(body, onReply));
    }

    void closeConnections() {
        execute(transport::closeConnections);
    }

    /** On the loop: the node threw. It is dead at once; its threads end by themselves. */
    private void crash(Throwable cause) {
        if (ended) {
            return;
        }
        LOG.error("{} has crashed and is stopped", config.node(), cause);
        shutDown();
        disk.forEach(Disk::shutDown);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        config.seams().watcher().onCrash(config.node(), cause);
    }

    private void shutDown() {
        ended = true;
        steps.end();
        transport.close();
    }

    /** Ends everything, and waits until it has ended. Not to be called on the node's own loop. */
    void end() {
        if (loop.inEventLoop()) {
            throw new IllegalStateException(
                    config.node() + " cannot be stopped from its own loop: that would wait for itself");
        }
        if (!ended) {
            loop.submit(this::shutDown).awaitUninterruptibly();
        }
        disk.forEach(Disk::close);
        endLoop();
    }

    private void endLoop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        thread.forEach(Threads::join);
    }
}
