package kyoten.scenario.bench;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import kyoten.baseline.BaselineCall;
import kyoten.baseline.BaselineClient;
import kyoten.baseline.BaselineMessages;
import kyoten.baseline.BaselineOptions;
import kyoten.baseline.BaselineServer;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.client.ClientNode;
import kyoten.client.ClientOptions;
import kyoten.geo.GeoOptions;
import kyoten.geo.GeoServer;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.site.SiteMessages;
import kyoten.site.SiteOptions;
import kyoten.wire.Registry;

/**
 * One of the systems that the paper compares: its servers at one site or two, one client at the first, and the calls.
 *
 * @param servers each with its site, 1 or 2
 * @param calls in the order in which they are measured: later ones find what earlier ones left
 */
public record Contender(
        String name, Registry registry, Vector<Server> servers, NodeId clientId, Node<?> client, Vector<Call> calls) {
    private static final NodeId CLIENT = new NodeId("client");
    private static final ByteString VALUE = ByteString.copyFrom(new byte[50]);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEYS = 1000;
    private static final int OF_A_SITE = 3;

    /** A server and where it stands. */
    public record Server(NodeId id, int site, Node<?> node) {}

    /**
     * A call.
     *
     * @param before what the client is asked for first, and is not measured
     * @param body what it is asked for, given the key and the answer to what was before
     */
    public record Call(String name, Function<ByteString, Object> before, BiFunction<ByteString, Object, Object> body) {}

    /** The key of an operation: eight bytes. */
    public static ByteString key(int operation) {
        return ByteString.copyFromUtf8(String.format(Locale.ROOT, "key-%04d", operation % KEYS));
    }

    /** The store: three servers at each site, which agree before they answer. The client asks its own site only. */
    public static Contender store(int sites) {
        return store(sites, OF_A_SITE);
    }

    /** The store with another number of servers at each site. */
    public static Contender store(int sites, int ofASite) {
        Vector<String> names = Vector.of("tokyo", "osaka").take(sites);
        Vector<Member> founders =
                names.map(name -> Member.founder(Incarnation.founder(new SiteId(name)), addresses(ids(name, ofASite))));
        Vector<Server> servers = names.zipWithIndex()
                .flatMap(name -> ids(name._1, ofASite)
                        .map(id -> new Server(
                                id,
                                name._2 + 1,
                                new GeoServer(options(name._1, id, ids(name._1, ofASite), founders)))));
        Node<?> client = new ClientNode(ClientOptions.of(ids("tokyo", ofASite)).withDeadline(PATIENCE));
        return new Contender("store", GeoServer.registry(SiteMessages.REGISTRY), servers, CLIENT, client, storeCalls());
    }

    private static Vector<NodeId> ids(String site, int ofASite) {
        return Vector.rangeClosed(1, ofASite).map(number -> new NodeId(site + '/' + number));
    }

    private static TreeMap<NodeId, String> addresses(Vector<NodeId> servers) {
        return servers.foldLeft(TreeMap.<NodeId, String>empty(), (all, server) -> all.put(server, ""));
    }

    private static GeoOptions options(String site, NodeId self, Vector<NodeId> servers, Vector<Member> founders) {
        ByteString key = ByteString.copyFromUtf8("the key of a cluster to be measured");
        SiteOptions ofSite =
                SiteOptions.of(new SiteId(site), self, servers, key).withFounders(founders);
        return GeoOptions.of(ofSite, addresses(servers));
    }

    private static Vector<Call> storeCalls() {
        return Vector.of(
                new Call("write", ClientCall.Read::new, (key, any) -> new ClientCall.Write(key, VALUE)),
                new Call("read", ClientCall.Read::new, (key, any) -> new ClientCall.Read(key)),
                new Call(
                        "gwrite",
                        ClientCall.Gread::new,
                        (key, seen) ->
                                new ClientCall.Gwrite(key, VALUE, ((ClientAnswer.Values) seen).context(), false)),
                new Call("gread", ClientCall.Read::new, (key, any) -> new ClientCall.Gread(key)));
    }

    /** A master beside the client and its one slave, at the other site if there are two. */
    public static Contender masterAndSlave(int sites) {
        return baseline("master/slave", Vector.of(1, sites));
    }

    /** A central server: at the other site if there are two. */
    public static Contender centralized(int sites) {
        return baseline("centralized", Vector.of(sites));
    }

    private static Contender baseline(String name, Vector<Integer> sites) {
        Vector<NodeId> ids = sites.zipWithIndex((site, number) -> new NodeId("server/" + (number + 1)));
        Vector<Server> servers = ids.zip(sites)
                .map(one -> new Server(one._1, one._2, new BaselineServer(BaselineOptions.of(one._1, ids))));
        Node<?> client = new BaselineClient(ids, PATIENCE, Duration.ofSeconds(1));
        return new Contender(name, BaselineMessages.REGISTRY, servers, CLIENT, client, baselineCalls());
    }

    private static Vector<Call> baselineCalls() {
        return Vector.of(
                new Call("put", BaselineCall.Get::new, (key, any) -> new BaselineCall.Put(key, VALUE)),
                new Call("get", BaselineCall.Get::new, (key, any) -> new BaselineCall.Get(key)),
                new Call("out", key -> new BaselineCall.Put(key, VALUE), (key, any) -> new BaselineCall.Out(key)));
    }
}
