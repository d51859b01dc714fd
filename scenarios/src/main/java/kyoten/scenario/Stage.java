package kyoten.scenario;

import io.vavr.collection.Vector;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Topology.Home;

/**
 * The names of those who take part in a run.
 *
 * @param sites in the order of their numbers, which count from 1
 * @param clients in the order of their numbers, which count from 1
 * @param homes where each client stands
 */
public record Stage(Vector<Site> sites, Vector<NodeId> clients, Vector<Home> homes) {

    /**
     * A site.
     *
     * @param number counted from 1
     * @param servers in the order of their numbers, which count from 1
     * @param founder whether the cluster begins with it; else it joins later
     */
    public record Site(int number, SiteId id, Vector<NodeId> servers, boolean founder) {
        private static Site of(int number, Topology.Site site) {
            return new Site(number, new SiteId(site.name()), site.nodes(), site.founder());
        }

        /** The server of a number, counted from 1; numbers beyond the last go round, so that an edited plan stays a plan. */
        public NodeId server(int number) {
            return servers.get((number - 1) % servers.size());
        }

        /** Its name. */
        public String name() {
            return id.name();
        }
    }

    /** Who takes part in a run with these options. */
    public static Stage of(Options options) {
        Topology topology = options.topology();
        return new Stage(
                topology.sites()
                        .zipWithIndex((site, index) -> Site.of(index + 1, site))
                        .toVector(),
                topology.clients(),
                topology.homes().toVector());
    }

    /** The servers of all sites. */
    public Vector<NodeId> servers() {
        return sites.flatMap(Site::servers);
    }

    /** The site of a number, counted from 1; numbers beyond the last go round. */
    public Site site(int number) {
        return sites.get((number - 1) % sites.size());
    }

    /** The site of a server. */
    public Site siteOf(NodeId server) {
        return sites.find(site -> site.servers.contains(server))
                .getOrElseThrow(() -> new IllegalArgumentException("no server of any site: " + server));
    }

    /** The same stage, but one of the sites joins the cluster later. */
    public Stage joining(Site site) {
        Site later = new Site(site.number, site.id, site.servers, false);
        return new Stage(sites.replace(site, later), clients, homes);
    }

    /** The client of a number, counted from 1; numbers beyond the last go round. */
    public NodeId client(int number) {
        return clients.get((number - 1) % clients.size());
    }

    /** Where a client stands, by its number. */
    public Home home(int client) {
        return homes.get((client - 1) % homes.size());
    }

    /** The servers of a client's site in the order in which it asks them: first the one beside which it stands. */
    public Vector<NodeId> serversFor(NodeId client) {
        int number = number(client);
        Home home = home(number);
        Vector<NodeId> ofSite = site(home.site()).servers();
        return ofSite.rotateLeft(home.server() > 0 ? home.server() - 1 : number % ofSite.size());
    }

    /** The number of a client. */
    public int number(NodeId client) {
        return clients.indexOf(client) + 1;
    }
}
