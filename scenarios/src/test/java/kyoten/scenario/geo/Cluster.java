package kyoten.scenario.geo;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.client.ClientNode;
import kyoten.client.ClientOptions;
import kyoten.client.OperatorNode;
import kyoten.geo.GeoOptions;
import kyoten.geo.GeoServer;
import kyoten.geo.GeoState;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.sim.Fault;
import kyoten.sim.World;
import kyoten.sim.WorldOptions;
import kyoten.site.Limits;
import kyoten.site.SiteMessages;
import kyoten.site.SiteOptions;
import kyoten.site.Store;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.resolver.Resolvers;

/** Sites with a client and an operator each, in a simulated world without faults but those that a test asks for. */
final class Cluster {
    private static final ByteString KEY = ByteString.copyFromUtf8("the key of a cluster in tests");
    private static final int SERVERS = 3;

    final World world = new World(1, GeoServer.registry(SiteMessages.REGISTRY), WorldOptions.usual());
    private final List<String> sites = new ArrayList<>();
    private Limits limits = Limits.DEFAULT;
    private Resolvers resolvers = Resolvers.USUAL;

    /** The sites with which the cluster begins, and which are up. */
    static Cluster of(String... founders) {
        return of(Limits.DEFAULT, founders);
    }

    static Cluster of(Limits limits, String... founders) {
        return of(limits, Resolvers.USUAL, founders);
    }

    static Cluster of(Limits limits, Resolvers resolvers, String... founders) {
        Cluster cluster = new Cluster();
        cluster.limits = limits;
        cluster.resolvers = resolvers;
        Vector<Member> members = Vector.of(founders).map(Cluster::member);
        for (String founder : founders) {
            cluster.start(founder, members, KEY);
        }
        cluster.pass(2);
        return cluster;
    }

    private static Member member(String site) {
        return Member.founder(
                Incarnation.founder(new SiteId(site)), servers(site).toSortedMap(server -> server, server -> ""));
    }

    /** A site that stands alone. */
    void start(String site) {
        start(site, Vector.empty(), KEY);
        pass(2);
    }

    /** The same with the key of another cluster. */
    void startElsewhere(String site) {
        start(site, Vector.empty(), ByteString.copyFromUtf8("the key of another cluster"));
        pass(2);
    }

    private void start(String site, Vector<Member> founders, ByteString key) {
        sites.add(site);
        for (NodeId server : servers(site)) {
            SiteOptions options = SiteOptions.of(new SiteId(site), server, servers(site), key)
                    .withFounders(founders)
                    .with(limits)
                    .with(resolvers);
            world.add(
                    server,
                    new GeoServer(GeoOptions.of(
                            options,
                            servers(site)
                                    .toSortedMap(TreeMap.<NodeId, String>empty().comparator(), id -> id, id -> ""))));
            world.boot(server);
        }
        world.add(client(site), new ClientNode(ClientOptions.of(servers(site))));
        world.add(operator(site), new OperatorNode(servers(site), Duration.ofSeconds(2)));
        world.boot(client(site));
        world.boot(operator(site));
    }

    static Vector<NodeId> servers(String site) {
        return Vector.rangeClosed(1, SERVERS).map(number -> new NodeId(site + "/" + number));
    }

    static NodeId client(String site) {
        return new NodeId("client-of-" + site);
    }

    private static NodeId operator(String site) {
        return new NodeId("operator-of-" + site);
    }

    /** Two sites don't hear each other any more. */
    void cut(String one, String other) {
        world.apply(new Fault.Cut(servers(one).toJavaList(), servers(other).toJavaList()));
        world.apply(new Fault.Cut(servers(other).toJavaList(), servers(one).toJavaList()));
    }

    /** Virtual time goes on. */
    void pass(double seconds) {
        world.runUntil(world.now() + (long) (seconds * 1e9));
        if (!world.violations().isEmpty()) {
            throw new AssertionError(world.violations());
        }
    }

    ClientAnswer ask(String site, ClientCall call) {
        return (ClientAnswer) ask(client(site), call);
    }

    AdminReply order(String site, AdminRequest.Builder request) {
        return (AdminReply) ask(operator(site), request.build());
    }

    private Object ask(NodeId node, Object body) {
        AtomicReference<Object> answer = new AtomicReference<>();
        world.ask(node, body, answer::set);
        for (int i = 0; i < 300 && answer.get() == null; i++) {
            pass(0.1);
        }
        return Optional.ofNullable(answer.get()).orElseThrow(() -> new AssertionError("no answer to " + body));
    }

    void write(String site, String key, String value) {
        ClientAnswer answer = ask(site, new ClientCall.Write(bytes(key), bytes(value)));
        if (!(answer instanceof ClientAnswer.Done)) {
            throw new AssertionError(answer);
        }
    }

    /** The values that gread answers, in order of their bytes. */
    List<String> gread(String site, String key) {
        return look(site, key).values().map(ByteString::toStringUtf8).sorted().toJavaList();
    }

    /** All that gread answers. */
    ClientAnswer.Values look(String site, String key) {
        return (ClientAnswer.Values) ask(site, new ClientCall.Gread(bytes(key)));
    }

    /** The store of the site's leader. */
    Store store(String site) {
        return leader(site)
                .flatMap(this::state)
                .getOrElseThrow(() -> new AssertionError("nobody leads " + site))
                .site()
                .store();
    }

    /** The site's leader. */
    Option<NodeId> leader(String site) {
        return servers(site)
                .find(server -> state(server).exists(state -> state.leadership().isDefined()));
    }

    private Option<GeoState> state(NodeId server) {
        return world.state(server).map(GeoState.class::cast);
    }

    List<String> sites() {
        return sites;
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
