package kyoten.scenario.bench;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.client.ClientNode;
import kyoten.client.ClientOptions;
import kyoten.geo.GeoOptions;
import kyoten.geo.GeoServer;
import kyoten.geo.GeoState;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.raft.RaftOptions;
import kyoten.sim.Fault;
import kyoten.sim.World;
import kyoten.sim.WorldOptions;
import kyoten.sim.kernel.Delay;
import kyoten.site.Limits;
import kyoten.site.SiteMessages;
import kyoten.site.SiteOptions;
import kyoten.site.Store;

/** Two sites, or one, in a simulated world without faults, to be measured. */
final class Sites {
    static final String NEAR = "tokyo";
    static final String FAR = "osaka";

    private static final ByteString KEY = ByteString.copyFromUtf8("the key of a cluster to be measured");
    private static final Duration FIRST_ELECTION = Duration.ofSeconds(5);
    private static final int NO_SNAPSHOTS = Integer.MAX_VALUE;

    private final World world = new World(1, GeoServer.registry(SiteMessages.REGISTRY), WorldOptions.usual());
    private final int servers;
    private final Limits limits;
    private final Vector<String> names;
    private int clients;

    /**
     * @param servers of each site
     * @param seen what to put around each server
     */
    Sites(int servers, Limits limits, UnaryOperator<Node<?>> seen, String... names) {
        this.servers = servers;
        this.limits = limits;
        this.names = Vector.of(names);
        for (String site : names) {
            for (NodeId server : servers(site)) {
                world.add(server, seen.apply(new GeoServer(options(site, server))));
                world.boot(server);
            }
        }
    }

    private GeoOptions options(String site, NodeId server) {
        RaftOptions.Limits usual = RaftOptions.Limits.USUAL;
        RaftOptions raft = RaftOptions.of(server, servers(site))
                .with(new RaftOptions.Limits(
                        usual.inFlight(), usual.batchBytes(), usual.uncommitted(), NO_SNAPSHOTS, usual.tail()));
        SiteOptions options = SiteOptions.of(new SiteId(site), server, servers(site), KEY)
                .withFounders(names.map(name -> Member.founder(Incarnation.founder(new SiteId(name)), addresses(name))))
                .with(limits)
                .with(raft);
        return GeoOptions.of(options, addresses(site));
    }

    private Vector<NodeId> servers(String site) {
        return Vector.rangeClosed(1, servers).map(number -> new NodeId(site + '/' + number));
    }

    private SortedMap<NodeId, String> addresses(String site) {
        SortedMap<NodeId, String> addresses = TreeMap.empty();
        for (NodeId server : servers(site)) {
            addresses = addresses.put(server, "");
        }
        return addresses;
    }

    World world() {
        return world;
    }

    /** Waits until each site has a leader. */
    void settle() {
        pass(FIRST_ELECTION);
    }

    /** Virtual time goes on. */
    void pass(Duration time) {
        world.runUntil(world.now() + time.toNanos());
        if (!world.violations().isEmpty()) {
            throw new IllegalStateException(world.violations().toString());
        }
    }

    /** Lets messages between the sites take longer. */
    void apart(Duration roundTrip) {
        Delay half = new Delay.Constant(roundTrip.toNanos() / 2);
        betweenSites((from, to) -> new Fault.SlowLink(from, to, half));
    }

    /** Lets nothing through between the sites. */
    void cut() {
        betweenSites(Fault.Cut::new);
    }

    /** Ends a cut. */
    void heal() {
        betweenSites((from, to) -> new Fault.Heal(new Fault.Cut(from, to)));
    }

    /** Lets so much through between the sites. */
    void narrow(long bytesPerSecond) {
        betweenSites((from, to) -> new Fault.NarrowLink(from, to, bytesPerSecond, 1 << 20));
    }

    private void betweenSites(BiFunction<List<NodeId>, List<NodeId>, Fault> fault) {
        List<NodeId> near = servers(NEAR).toJavaList();
        List<NodeId> far = servers(FAR).toJavaList();
        world.apply(fault.apply(near, far));
        world.apply(fault.apply(far, near));
    }

    /** A new client of a site. */
    NodeId client(String site) {
        NodeId client = new NodeId("client-" + ++clients);
        world.add(client, new ClientNode(ClientOptions.of(servers(site)).withDeadline(Duration.ofSeconds(30))));
        world.boot(client);
        return client;
    }

    void ask(NodeId client, ClientCall call, Consumer<ClientAnswer> onAnswer) {
        world.ask(client, call, answer -> onAnswer.accept((ClientAnswer) answer));
    }

    /** What the leader of a site holds. */
    Store store(String site) {
        for (NodeId server : servers(site)) {
            for (Object state : world.state(server)) {
                if (state instanceof GeoState geo && geo.leadership().isDefined()) {
                    return geo.site().store();
                }
            }
        }
        throw new IllegalStateException("nobody leads " + site);
    }
}
