package kyoten.scenario.conformance;

import io.vavr.control.Option;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kyoten.host.AddressBook;
import kyoten.host.HostConfig;
import kyoten.host.HostException;
import kyoten.host.NodeHost;
import kyoten.node.Node;
import kyoten.node.NodeId;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real host keeps the promises made to nodes, on loopback sockets and files of a temporary folder. */
@Timeout(60)
final class RealHostTest extends DiskContract {
    @TempDir
    private Path folder;

    @Override
    HostUnderTest open() {
        return new RealHost(folder);
    }

    private static final class RealHost implements HostUnderTest {
        private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

        private final Path folder;
        private final AddressBook book = new AddressBook();
        private final TreeMap<NodeId, NodeHost> hosts = new TreeMap<>();

        RealHost(Path folder) {
            this.folder = folder;
        }

        @Override
        public void add(NodeId id, Node<?> node) {
            HostConfig config = HostConfig.of(id, "conformance")
                    .listeningOn(ANY_PORT)
                    .storedIn(folder.resolve(id.name()))
                    .knowing(book);
            hosts.put(id, new NodeHost(config, REGISTRY, node));
        }

        @Override
        public void boot(NodeId id) {
            try {
                hosts.get(id).start();
                book.put(id, hosts.get(id).address());
            } catch (HostException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void kill(NodeId id) {
            hosts.get(id).stop();
        }

        @Override
        public boolean isUp(NodeId id) {
            return hosts.get(id).isRunning();
        }

        @Override
        public Option<Object> ask(NodeId id, Object body) {
            if (!isUp(id)) {
                return Option.none();
            }
            CompletableFuture<Object> reply = new CompletableFuture<>();
            hosts.get(id).ask(body, reply::complete);
            try {
                return Option.of(reply.get(1, TimeUnit.SECONDS));
            } catch (TimeoutException e) {
                return Option.none();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void pass(Duration time) {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            hosts.values().forEach(NodeHost::close);
        }
    }
}
