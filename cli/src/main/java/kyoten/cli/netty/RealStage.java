package kyoten.cli.netty;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kyoten.host.AddressBook;
import kyoten.host.HostConfig;
import kyoten.host.HostException;
import kyoten.host.NodeHost;
import kyoten.node.Node;
import kyoten.scenario.bench.Contender;
import kyoten.scenario.bench.PaperBench;
import kyoten.scenario.bench.PaperBench.Measure;
import kyoten.scenario.bench.Probe;

/** A contender on real nodes: sockets of the loopback interface, files in a temporary folder, and a long way between two sites. */
public final class RealStage implements PaperBench.Stage, AutoCloseable {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String CLUSTER = "bench";
    private static final int SECONDS = 60;

    private final Contender contender;
    private final Probe probe;
    private final TemporaryFolder folder = TemporaryFolder.create();
    private final DelayProxy proxy;
    private final List<NodeHost> hosts = new ArrayList<>();

    private RealStage(Contender contender, Probe probe, Duration roundTrip) throws IOException {
        this.contender = contender;
        this.probe = probe;
        proxy = new DelayProxy(roundTrip.dividedBy(2));
    }

    /**
     * Measures a contender.
     *
     * @throws IOException if there is no room for its files
     * @throws HostException if a node can't be started
     */
    public static Vector<Measure> measured(Contender contender, Duration roundTrip, int operations)
            throws IOException, HostException {
        Probe probe = new Probe(contender.clientId(), System::nanoTime);
        try (RealStage stage = new RealStage(contender, probe, roundTrip)) {
            stage.start();
            return PaperBench.measure(contender, probe, operations, stage);
        }
    }

    private void start() throws HostException {
        AddressBook near = new AddressBook();
        AddressBook far = new AddressBook();
        for (Contender.Server server : contender.servers()) {
            HostConfig config = HostConfig.of(server.id(), CLUSTER)
                    .knowing(server.site() == 1 ? near : far)
                    .listeningOn(ANY_PORT)
                    .storedIn(folder.path().resolve(server.id().name()));
            NodeHost host = started(config, probe.watched(server.id(), server.node()));
            (server.site() == 1 ? near : far).put(server.id(), host.address());
            (server.site() == 1 ? far : near).put(server.id(), proxy.before(host.address()));
        }
        HostConfig client = HostConfig.of(contender.clientId(), CLUSTER).knowing(near);
        started(client, probe.watched(contender.clientId(), contender.client()));
    }

    private NodeHost started(HostConfig config, Node<?> node) throws HostException {
        NodeHost host = new NodeHost(config, contender.registry().with(probe.measured()), node);
        host.start();
        hosts.add(0, host);
        return host;
    }

    @Override
    public Object ask(Object body) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        hosts.get(0).ask(body, answer::complete);
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            throw new IllegalStateException("no answer to " + body, late);
        }
    }

    @Override
    public void close() {
        hosts.forEach(NodeHost::close);
        proxy.close();
        folder.close();
    }
}
