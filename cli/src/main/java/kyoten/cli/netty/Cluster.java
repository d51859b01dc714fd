package kyoten.cli.netty;

import io.vavr.collection.Vector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import kyoten.host.AddressBook;
import kyoten.host.HostConfig;
import kyoten.host.HostException;
import kyoten.host.HostWatcher;
import kyoten.host.NodeHost;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Options;

/**
 * The servers and clients of a run: each server has a free port of the loopback interface and a folder of its own. Starting
 * and stopping block, and are one thread's at a time; asking and closing connections are anybody's.
 */
final class Cluster implements AutoCloseable {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String NAME = "scenario";

    private final Subject subject;
    private final Stage stage;
    private final Options options;
    private final Path folder;
    private final HostWatcher watcher;
    private final AddressBook book = new AddressBook();
    private final LongAdder events = new LongAdder();
    private final TreeMap<NodeId, NodeHost> hosts = new TreeMap<>();

    /**
     * @param folder for the servers' files
     * @param watcher is told what becomes of any node, on that node's thread
     */
    Cluster(Subject subject, Options options, Path folder, HostWatcher watcher) {
        this.subject = subject;
        this.options = options;
        this.folder = folder;
        this.watcher = watcher;
        stage = Stage.of(options);
        stage.servers().forEach(id -> hosts.put(id, server(id)));
        stage.clients().forEach(id -> hosts.put(id, host(config(id), subject.client(stage, options, id))));
    }

    private NodeHost server(NodeId id) {
        HostConfig config = config(id).listeningOn(ANY_PORT).storedIn(folder.resolve(id.name()));
        return host(config, subject.server(stage, options, id));
    }

    private HostConfig config(NodeId id) {
        return HostConfig.of(id, NAME).knowing(book).watchedBy(watcher);
    }

    private NodeHost host(HostConfig config, Node<?> node) {
        return new NodeHost(config, subject.registry(), Counted.of(node, events));
    }

    /**
     * Starts all nodes, the servers first.
     *
     * @throws HostException if one can't be
     */
    void start() throws HostException {
        for (NodeId id : stage.servers()) {
            start(id);
        }
        for (NodeId id : stage.clients()) {
            host(id).start();
        }
    }

    /**
     * Starts a server, unless it runs. Somebody may have taken its port while it was down; it gets another one then.
     *
     * @throws HostException if it can't be started
     */
    void start(NodeId id) throws HostException {
        if (host(id).isRunning()) {
            return;
        }
        try {
            host(id).start();
        } catch (HostException perhapsThePort) {
            NodeHost another = server(id);
            another.start();
            synchronized (hosts) {
                hosts.put(id, another);
            }
        }
        book.put(id, host(id).address());
    }

    /** Stops a server as a crash does. */
    void stop(NodeId id) {
        host(id).stop();
    }

    /** Asks a node; of one that is down, or goes down before it has answered, there is never an answer. */
    void ask(NodeId id, Object body, Consumer<Object> onReply) {
        host(id).ask(body, onReply);
    }

    /** Breaks all connections of a server, as a network may; messages on their way get lost, later ones connect anew. */
    void closeConnections(NodeId id) {
        host(id).closeConnections();
    }

    private NodeHost host(NodeId id) {
        synchronized (hosts) {
            return Objects.requireNonNull(hosts.get(id));
        }
    }

    Vector<NodeId> servers() {
        return stage.servers();
    }

    /** How many events all nodes together have had. */
    long events() {
        return events.sum();
    }

    /** Stops all nodes, the clients first. */
    @Override
    public void close() {
        List<NodeHost> all = new ArrayList<>();
        stage.clients().forEach(id -> all.add(hosts.get(id)));
        stage.servers().forEach(id -> all.add(hosts.get(id)));
        all.forEach(NodeHost::close);
    }
}
