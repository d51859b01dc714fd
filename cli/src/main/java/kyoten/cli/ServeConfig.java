package kyoten.cli;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import kyoten.geo.GeoOptions;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.host.AddressBook;
import kyoten.host.HostConfig;
import kyoten.host.Tls;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.site.SiteOptions;

/**
 * What the file of {@code kyoten serve} says; docs/serve.md describes it.
 *
 * @param cluster the cluster's name
 * @param site the site and its servers
 * @param others the other sites that the cluster begins with, and their servers; empty for a site that begins alone
 * @param data the data folder
 * @param security how the cluster keeps others out
 * @param logLevel how much is logged
 */
record ServeConfig(
        String cluster,
        Site site,
        TreeMap<SiteId, TreeMap<NodeId, InetSocketAddress>> others,
        Path data,
        Security security,
        String logLevel) {
    private static final int MIN_KEY_BYTES = 16;
    private static final String KEY = "a key of 16 bytes or more, the same for all servers";

    /**
     * @param name of the site
     * @param server this one
     * @param joins whether it joins a site that runs already
     * @param awaitsJoin whether the site begins by joining others, and takes no writes before
     * @param listen where this one listens
     * @param servers all of them with their addresses
     */
    record Site(
            SiteId name,
            NodeId server,
            boolean joins,
            boolean awaitsJoin,
            InetSocketAddress listen,
            TreeMap<NodeId, InetSocketAddress> servers) {}

    /**
     * @param key of the cluster
     * @param tls none for plain connections
     */
    record Security(ByteString key, Option<Tls> tls) {}

    /** Reads a file. */
    static ServeConfig read(Path file) throws ConfigException {
        YamlSection yaml = YamlSection.read(file);
        yaml.allowOnly(
                "cluster",
                "site",
                "server",
                "joins",
                "awaitsJoin",
                "listen",
                "data",
                "servers",
                "sites",
                "key",
                "keyFile",
                "tls",
                "log");
        return new ServeConfig(
                yaml.text("cluster", "the name of the cluster"),
                site(yaml),
                others(yaml),
                yaml.path("data", "a folder for the server's data"),
                new Security(key(yaml), tls(yaml)),
                logLevel(yaml));
    }

    private static Site site(YamlSection yaml) throws ConfigException {
        SiteId name = new SiteId(yaml.text("site", "the name of the site"));
        String server = yaml.text("server", "the name of this server among \"servers\"");
        YamlSection section = yaml.section("servers", "the names of the site's servers with their addresses");
        TreeMap<NodeId, InetSocketAddress> servers = servers(name, section);
        NodeId self = node(name, server);
        if (!servers.containsKey(self)) {
            throw yaml.wrong(
                    "server",
                    "one of the names under \"servers\": " + section.keys().mkString(", "));
        }
        InetSocketAddress listen =
                yaml.has("listen") ? address(yaml, "listen") : servers.get(self).get();
        boolean joins = flag(yaml, "joins", "for a server that joins a running site");
        boolean awaitsJoin = flag(yaml, "awaitsJoin", "for a site that begins by joining others");
        if (awaitsJoin && yaml.has("sites")) {
            throw yaml.wrong("awaitsJoin", "either \"awaitsJoin\" or \"sites\", not both");
        }
        return new Site(name, self, joins, awaitsJoin, listen, servers);
    }

    private static TreeMap<NodeId, InetSocketAddress> servers(SiteId site, YamlSection section) throws ConfigException {
        TreeMap<NodeId, InetSocketAddress> servers = TreeMap.empty();
        for (String key : section.keys()) {
            servers = servers.put(node(site, key), address(section, key));
        }
        return servers;
    }

    private static TreeMap<SiteId, TreeMap<NodeId, InetSocketAddress>> others(YamlSection yaml) throws ConfigException {
        TreeMap<SiteId, TreeMap<NodeId, InetSocketAddress>> others = TreeMap.empty();
        if (!yaml.has("sites")) {
            return others;
        }
        YamlSection sites = yaml.section("sites", "the names of the other sites, each with its servers");
        for (String name : sites.keys()) {
            if (name.equals(yaml.text("site", "the name of the site"))) {
                throw sites.wrongKey(name, "the names of the other sites, without this one");
            }
            YamlSection servers = sites.section(name, "the names of the site's servers with their addresses");
            others = others.put(new SiteId(name), servers(new SiteId(name), servers));
        }
        return others;
    }

    private static NodeId node(SiteId site, String server) {
        return new NodeId(site + "/" + server);
    }

    private static boolean flag(YamlSection yaml, String key, String meaning) throws ConfigException {
        String expected = "\"true\" " + meaning + ", or \"false\"";
        if (!yaml.has(key)) {
            return false;
        }
        return switch (yaml.text(key, expected)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw yaml.wrong(key, expected);
        };
    }

    private static InetSocketAddress address(YamlSection yaml, String key) throws ConfigException {
        String expected = "an address with a port, such as 127.0.0.1:4711";
        try {
            return Addresses.parse(yaml.text(key, expected));
        } catch (IllegalArgumentException e) {
            throw yaml.wrong(key, e.getCause() == null ? expected : "the address of a machine that can be found");
        }
    }

    private static ByteString key(YamlSection yaml) throws ConfigException {
        if (yaml.has("key") && yaml.has("keyFile")) {
            throw yaml.wrong("keyFile", "either \"key\" or \"keyFile\", not both");
        }
        String where = yaml.has("keyFile") ? "keyFile" : "key";
        ByteString key = yaml.has("keyFile")
                ? keyOf(yaml, yaml.path("keyFile", "a file with " + KEY))
                : ByteString.copyFromUtf8(yaml.text("key", KEY + "; or \"keyFile\" with its file"));
        if (key.size() < MIN_KEY_BYTES) {
            throw new ConfigException(yaml.wrong(where, KEY).getMessage() + " with " + key.size() + " bytes");
        }
        return key;
    }

    private static ByteString keyOf(YamlSection yaml, Path file) throws ConfigException {
        try {
            return ByteString.copyFromUtf8(Files.readString(file).strip());
        } catch (IOException e) {
            throw yaml.wrong("keyFile", "a text file that can be read (" + e + ")");
        }
    }

    private static Option<Tls> tls(YamlSection yaml) throws ConfigException {
        if (!yaml.has("tls")) {
            return Option.none();
        }
        YamlSection tls = yaml.section("tls", "certificates, privateKey and trusted, each a PEM file");
        tls.allowOnly("certificates", "privateKey", "trusted");
        return Option.of(new Tls(
                tls.path("certificates", "a PEM file with the server's certificates"),
                tls.path("privateKey", "a PEM file with the certificate's key"),
                tls.path("trusted", "a PEM file with the certificates to trust")));
    }

    private static String logLevel(YamlSection yaml) throws ConfigException {
        Seq<String> levels = Vector.of("error", "warn", "info", "debug");
        String expected = "one of " + levels.mkString(", ");
        String level = yaml.has("log") ? yaml.text("log", expected) : "info";
        if (!levels.contains(level)) {
            throw yaml.wrong("log", expected);
        }
        return level;
    }

    /** How the server's node behaves. */
    GeoOptions geoOptions() {
        Seq<NodeId> voters = site.joins ? Vector.empty() : site.servers.keySet().toVector();
        SiteOptions options =
                SiteOptions.of(site.name, site.server, voters, security.key).withFounders(founders());
        return GeoOptions.of(options, texts(site.servers));
    }

    /** The sites with which the cluster begins; none for a site that begins by joining one. */
    private Vector<Member> founders() {
        if (site.awaitsJoin) {
            return Vector.empty();
        }
        return Vector.ofAll(others.put(site.name, site.servers))
                .map(entry -> Member.founder(Incarnation.founder(entry._1), texts(entry._2)));
    }

    private static SortedMap<NodeId, String> texts(TreeMap<NodeId, InetSocketAddress> servers) {
        return servers.mapValues(Addresses::text);
    }

    /** How the server's node is run. */
    HostConfig hostConfig() {
        return secured(HostConfig.of(site.server, cluster)
                .listeningOn(site.listen)
                .storedIn(data)
                .knowing(addresses()));
    }

    /** How a client of the site is run. */
    HostConfig clientConfig(NodeId client) {
        return secured(HostConfig.of(client, cluster).knowing(addresses()));
    }

    private AddressBook addresses() {
        AddressBook book = new AddressBook();
        site.servers.forEach((node, address) -> book.put(node, address));
        others.values().forEach(servers -> servers.forEach((node, address) -> book.put(node, address)));
        return book;
    }

    private HostConfig secured(HostConfig config) {
        return security.tls.map(config::securedBy).getOrElse(config);
    }
}
