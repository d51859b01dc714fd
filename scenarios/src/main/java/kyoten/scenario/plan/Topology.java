package kyoten.scenario.plan;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kyoten.node.NodeId;

/**
 * Which sites there are, how they reach each other, and where the clients stand. Sites are numbered from 1, in their order here.
 *
 * @param homes for each client where it stands, in the order of the clients' numbers
 * @param routes between sites; two sites without one never reach each other, not even when a run has settled
 */
public record Topology(Seq<Site> sites, Seq<Home> homes, Seq<Route> routes) {

    /**
     * A site.
     *
     * @param name of the site, and the beginning of its servers' names
     * @param servers how many it has
     * @param founder whether the cluster begins with it; else it is a cluster of nobody until an operator lets it join
     */
    public record Site(String name, int servers, boolean founder) {
        public Site {
            if (servers < 1 || servers > 99) {
                throw new IllegalArgumentException("a site has 1 to 99 servers: " + servers);
            }
        }

        /** The name of each server, in the order of their numbers. */
        public Vector<NodeId> nodes() {
            return Vector.rangeClosed(1, servers).map(server -> new NodeId(name + '/' + server));
        }
    }

    /**
     * Where a client stands. It asks the servers of its site alone.
     *
     * @param site counted from 1
     * @param server that it keeps to, counted from 1, or 0 if it wanders among those of its site
     */
    public record Home(int site, int server) {
        private static final Pattern WRITTEN = Pattern.compile("(?:server ([1-9]\\d{0,1}) of )?site ([1-9]\\d{0,1})");

        /** The home that its {@code toString} tells; none for any other text. */
        static Option<Home> parse(String text) {
            Matcher matcher = WRITTEN.matcher(text);
            if (!matcher.matches()) {
                return Option.none();
            }
            int server = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
            return Option.of(new Home(Integer.parseInt(matcher.group(2)), server));
        }

        @Override
        public String toString() {
            return (server > 0 ? "server " + server + " of " : "") + "site " + site;
        }
    }

    /**
     * How two sites reach each other, alike in both directions, as long as no fault makes it worse.
     *
     * @param one of the two sites, by its number
     * @param other of the two sites, by its number
     * @param delayLow the least time that a message takes one way, in nanoseconds
     * @param delayHigh the usual upper bound, in nanoseconds
     * @param lossPpm how many of a million messages get lost until the run settles
     * @param bytesPerSecond how much passes from a server to another; 0 for any amount
     */
    public record Route(int one, int other, long delayLow, long delayHigh, int lossPpm, int bytesPerSecond) {}

    public Topology {
        if (sites.isEmpty() || sites.map(Site::name).distinct().size() < sites.size()) {
            throw new IllegalArgumentException("sites have names of their own, and there is one at least: "
                    + sites.map(Site::name).mkString(", "));
        }
        for (Home home : homes) {
            if (home.site > sites.size() || home.server > sites.get(home.site - 1).servers) {
                throw new IllegalArgumentException("a client stands in no such place: " + home);
            }
        }
        for (Route route : routes) {
            if (route.one == route.other || !isSite(sites, route.one) || !isSite(sites, route.other)) {
                throw new IllegalArgumentException(
                        "a route joins two of the sites: " + route.one + " and " + route.other);
            }
        }
    }

    private static boolean isSite(Seq<Site> sites, int number) {
        return number >= 1 && number <= sites.size();
    }

    /** One site and its clients. */
    public static Topology ofOneSite(int servers, Seq<Integer> homes) {
        return new Topology(
                Vector.of(new Site(Names.site(1), servers, true)),
                homes.map(server -> new Home(1, server)),
                Vector.empty());
    }

    /** The site of a number, counted from 1; numbers beyond the last go round, so that an edited plan stays a plan. */
    public Site site(int number) {
        return sites.get((number - 1) % sites.size());
    }

    /** The names of the clients, in the order of their numbers. */
    public Vector<NodeId> clients() {
        return Vector.rangeClosed(1, homes.size()).map(number -> new NodeId("client-" + number));
    }

    /** The names of all servers and clients. */
    Vector<NodeId> nodes() {
        return sites.toVector().flatMap(Site::nodes).appendAll(clients());
    }

    /** One site as if it were alone, as site 1, with its own clients. */
    public Topology only(int number) {
        return new Topology(
                Vector.of(site(number)),
                homes.filter(home -> home.site == number).map(home -> new Home(1, home.server)),
                Vector.empty());
    }

    /** The usual names of sites. */
    public static final class Names {
        private static final Vector<String> ALL =
                Vector.of("tokyo", "osaka", "sapporo", "nagoya", "sendai", "kobe", "kyoto");

        private Names() {}

        /** The name of the site of a number, counted from 1. */
        public static String site(int number) {
            return ALL.get(number - 1);
        }
    }

    /** For a person. */
    String text() {
        if (sites.size() == 1) {
            int servers = sites.head().servers;
            return servers + (servers == 1 ? " server, " : " servers, ") + homes.size() + " clients (homes "
                    + homes.map(Home::server).mkString(" ") + ")";
        }
        return sites.map(site -> site.name + (site.founder ? " of " : " (joins later) of ") + site.servers)
                        .mkString(", ")
                + "; " + homes.size() + " clients (homes "
                + homes.map(home -> site(home.site).name + (home.server > 0 ? "/" + home.server : ""))
                        .mkString(" ")
                + "), routes " + routes.map(this::text).mkString(", ");
    }

    private String text(Route route) {
        return site(route.one).name + "-" + site(route.other).name + " " + Times.text(route.delayLow) + " to "
                + Times.text(route.delayHigh) + (route.lossPpm > 0 ? " loss " + route.lossPpm + " ppm" : "")
                + (route.bytesPerSecond > 0 ? " " + route.bytesPerSecond + " bytes/s" : "");
    }
}
