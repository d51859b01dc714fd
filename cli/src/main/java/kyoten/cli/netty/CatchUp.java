package kyoten.cli.netty;

import com.google.protobuf.ByteString;
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
import kyoten.causal.Dot;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.client.ClientNode;
import kyoten.client.ClientOptions;
import kyoten.geo.GeoServer;
import kyoten.geo.GeoState;
import kyoten.host.AddressBook;
import kyoten.host.HostConfig;
import kyoten.host.HostException;
import kyoten.host.NodeHost;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.scenario.bench.Contender;
import kyoten.site.SiteMessages;
import kyoten.site.StreamState;
import kyoten.wire.Registry;

/**
 * Two sites on real nodes that do not reach each other: one is written to, and then they find each other. How long does the other
 * one take to know it all?
 */
public final class CatchUp implements AutoCloseable {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String CLUSTER = "bench";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ByteString VALUE = ByteString.copyFrom(new byte[50]);
    private static final int CLIENTS = 32;

    private final TemporaryFolder folder;
    private final Registry registry = GeoServer.registry(SiteMessages.REGISTRY);
    private final Vector<AddressBook> books = Vector.of(new AddressBook(), new AddressBook());
    private final List<NodeHost> hosts = new ArrayList<>();
    private final List<NodeHost> clients = new ArrayList<>();
    private final CompletableFuture<Object> caughtUp = new CompletableFuture<>();
    private final long updates;
    private final Vector<Contender.Server> servers;

    private CatchUp(int ofASite, int updates) throws IOException {
        folder = TemporaryFolder.create();
        servers = Contender.store(2, ofASite).servers();
        this.updates = updates;
    }

    /**
     * What it came to.
     *
     * @param updates that one site had and the other had not
     * @param nanos from the moment that they could reach each other until the other had committed them all
     */
    public record Measure(long updates, long nanos) {}

    /**
     * Measures it.
     *
     * @param ofASite how many servers each site has
     * @param updates how many writes there are to catch up with, each to a key of its own
     * @throws IOException if there is no room for their files
     * @throws HostException if a node can't be started
     */
    public static Measure measure(int ofASite, int updates) throws IOException, HostException {
        try (CatchUp sites = new CatchUp(ofASite, updates)) {
            sites.start();
            sites.write();
            return sites.meet();
        }
    }

    private void start() throws HostException {
        boolean watched = false;
        for (Contender.Server server : servers) {
            HostConfig config = HostConfig.of(server.id(), CLUSTER)
                    .knowing(books.get(server.site() - 1))
                    .listeningOn(ANY_PORT)
                    .storedIn(folder.path().resolve(server.id().name()));
            boolean watches = server.site() == 2 && !watched;
            watched |= watches;
            GeoServer node = (GeoServer) server.node();
            NodeHost host = new NodeHost(config, registry, watches ? new Watched(node) : node);
            host.start();
            books.get(server.site() - 1).put(server.id(), host.address());
            hosts.add(host);
        }
        Vector<NodeId> near = servers.filter(server -> server.site() == 1).map(Contender.Server::id);
        for (int i = 0; i < CLIENTS; i++) {
            NodeId id = new NodeId("client-" + i);
            ClientNode node = new ClientNode(ClientOptions.of(near).withDeadline(PATIENCE));
            NodeHost host = new NodeHost(HostConfig.of(id, CLUSTER).knowing(books.get(0)), registry, node);
            host.start();
            clients.add(host);
        }
    }

    private void write() {
        List<CompletableFuture<Object>> answers = new ArrayList<>();
        for (int i = 0; i < updates; i++) {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            ByteString key = ByteString.copyFromUtf8("key-" + i);
            clients.get(i % CLIENTS).ask(new ClientCall.Write(key, VALUE), answer::complete);
            answers.add(answer);
            if (i >= 4 * CLIENTS) {
                expectDone(answers.get(i - 4 * CLIENTS)); // no more than a few wait at each client
            }
        }
        answers.forEach(CatchUp::expectDone);
    }

    private static void expectDone(CompletableFuture<Object> asked) {
        Object answer = answer(asked);
        if (!(answer instanceof ClientAnswer.Done)) {
            throw new IllegalStateException("a write was answered " + answer);
        }
    }

    private static Object answer(CompletableFuture<Object> asked) {
        try {
            return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            throw new IllegalStateException("no answer within " + PATIENCE.toSeconds() + " s", late);
        }
    }

    private Measure meet() {
        long begun = System.nanoTime();
        for (int i = 0; i < servers.size(); i++) {
            books.get(2 - servers.get(i).site())
                    .put(servers.get(i).id(), hosts.get(i).address());
        }
        answer(caughtUp);
        return new Measure(updates, System.nanoTime() - begun);
    }

    /** Counts what a server of the far site has of the near one's updates, whenever it has committed something. */
    private final class Watched implements Node<GeoState> {
        private final GeoServer node;

        Watched(GeoServer node) {
            this.node = node;
        }

        @Override
        public GeoState initial() {
            return node.initial();
        }

        @Override
        public Step<GeoState> on(GeoState state, Event event, Env env) {
            Step<GeoState> step = node.on(state, event, env);
            Vector<StreamState> streams = step.state().site().store().streams();
            if (streams != state.site().store().streams() && count(streams) >= updates) {
                caughtUp.complete(streams);
            }
            return step;
        }

        private static long count(Vector<StreamState> streams) {
            long sum = 0;
            for (StreamState stream : streams) {
                for (Dot last : stream.applied().dots()) {
                    sum += last.n(); // nobody writes at the far site
                }
            }
            return sum;
        }
    }

    @Override
    public void close() {
        clients.forEach(NodeHost::close);
        hosts.forEach(NodeHost::close);
        folder.close();
    }
}
