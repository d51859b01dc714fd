package kyoten.scenario.catalogue;

import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.function.Function;
import kyoten.client.ClientAnswer;
import kyoten.geo.GeoOptions;
import kyoten.geo.GeoServer;
import kyoten.geo.GeoState;
import kyoten.geo.Marks;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.scenario.Administration;
import kyoten.scenario.Replica;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.ContextReference;
import kyoten.scenario.plan.Options;
import kyoten.site.SiteMessages;
import kyoten.site.SiteOptions;
import kyoten.wire.Registry;

/** The store of many sites, which tell each other what they know. */
public class GeoSubject extends StoreSubject {
    private static final GeoOptions.Timing TIMING =
            new GeoOptions.Timing(Duration.ofMillis(200), Duration.ofMillis(1500), Duration.ofSeconds(10));

    @Override
    public String name() {
        return "the store of many sites";
    }

    @Override
    public Registry registry() {
        return GeoServer.registry(SiteMessages.REGISTRY);
    }

    @Override
    public Node<?> server(Stage stage, Options options, NodeId self) {
        Stage.Site site = stage.siteOf(self);
        SiteOptions ofSite = site(stage, options, self)
                .with(UsersResolvers.at(site))
                .withFounders(site.founder() ? founders(stage) : Vector.empty());
        return new GeoServer(GeoOptions.of(ofSite, addresses(site)).with(TIMING));
    }

    @Override
    Option<Boolean> replaced(ClientAnswer.Value read) {
        return read.value().map(value -> read.replaced());
    }

    private static Vector<Member> founders(Stage stage) {
        return stage.sites()
                .filter(Stage.Site::founder)
                .map(site -> Member.founder(Incarnation.founder(site.id()), addresses(site)));
    }

    /** The simulated network knows all nodes by their names. */
    private static TreeMap<NodeId, String> addresses(Stage.Site site) {
        return site.servers().foldLeft(TreeMap.empty(), (all, server) -> all.put(server, ""));
    }

    @Override
    public Vector<String> marks() {
        return super.marks().appendAll(Marks.ALL);
    }

    @Override
    public Option<Function<Object, Replica>> replicas() {
        return Option.of(state -> new StoreReplica(((GeoState) state).site().raft()));
    }

    @Override
    public Option<Administration> administration() {
        return Option.of(new GeoAdministration());
    }

    /** A read comes last: if the gread no longer showed what it shows, it has to say so. No gread comes as early as the mark that all is settled. */
    @Override
    public Vector<Function<String, Act>> looks() {
        return Vector.of(Act.Read::new, Act.Gread::new, Act.Read::new);
    }

    /** A gread before the gwrite, which might be refused where clients never look. */
    @Override
    public Vector<Function<String, Act>> lastChanges() {
        return Vector.of(Act.Write::new, Act.Gread::new, key -> new Act.Gwrite(key, ContextReference.LATEST, false));
    }
}
