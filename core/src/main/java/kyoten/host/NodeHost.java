package kyoten.host;

import io.vavr.control.Option;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import kyoten.node.Node;
import kyoten.wire.Registry;

/**
 * Runs one node in the real world. A process may have several, each with threads of its own.
 *
 * <p>{@link #stop} is a crash to the node: it isn't asked, what it had under way is dropped, and {@link #start} boots it anew
 * on what its disk holds. Methods may be called from any thread but the node's own.
 */
public final class NodeHost implements AutoCloseable {
    private final HostConfig config;
    private final Registry registry;
    private final Node<?> node;
    private volatile Option<RunningNode> running = Option.none();
    private volatile Option<InetSocketAddress> address;

    /**
     * @param registry of all messages that the node sends or understands
     */
    public NodeHost(HostConfig config, Registry registry, Node<?> node) {
        this.config = config;
        this.registry = registry;
        this.node = node;
        this.address = config.listen();
    }

    /**
     * Boots the node; it has taken its first step when this returns. A port that was chosen at the first start is kept.
     *
     * @throws HostException if the address, the data folder or the TLS files can't be used
     * @throws IllegalStateException if the node is running
     */
    public synchronized void start() throws HostException {
        if (isRunning()) {
            throw new IllegalStateException(config.node() + " is running");
        }
        stop();
        if (config.folder().isDefined()) {
            DataFolder.check(config.folder().get(), config.cluster(), config.node());
        }
        RunningNode boot = new RunningNode(config, registry, node);
        boot.start(address);
        address = boot.address();
        running = Option.of(boot);
    }

    /** Stops the node as a crash does, and waits until its threads have ended and its files are closed. */
    public synchronized void stop() {
        running.forEach(RunningNode::end);
        running = Option.none();
    }

    /** Whether the node has been started, not stopped, and not crashed since. */
    public boolean isRunning() {
        return running.exists(RunningNode::isRunning);
    }

    /**
     * Where the node listens.
     *
     * @throws IllegalStateException if it listens nowhere, or was never started with a port to be chosen
     */
    public InetSocketAddress address() {
        return address.getOrElseThrow(() -> new IllegalStateException(config.node() + " does not listen"));
    }

    /**
     * Asks the node something. Of a node that isn't running, or stops before it has answered, no reply ever comes.
     *
     * @param body of a type that the node documents
     * @param onReply gets the answer, on the node's own thread: it must not block
     */
    public void ask(Object body, Consumer<Object> onReply) {
        running.forEach(boot -> boot.ask(body, onReply));
    }

    /** Breaks all connections of the node, as a network may. */
    public void closeConnections() {
        running.forEach(RunningNode::closeConnections);
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
