package kyoten.cli;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * @param data the data folder
 * @param security how the cluster keeps others out
 * @param logLevel how much is logged
 */
record ServeConfig(String cluster, Site site, Path data, Security security, String logLevel) {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\s]+):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;
    private static final int MIN_KEY_BYTES = 16;
    private static final String KEY = "a key of 16 bytes or more, the same for all servers";

    /**
     * @param name of the site
     * @param server this one
     * @param joins whether it joins a site that runs already
     * @param listen where this one listens
     * @param servers all of them with their addresses
     */
    record Site(
            SiteId name,
            NodeId server,
            boolean joins,
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
                "cluster", "site", "server", "joins", "listen", "data", "servers", "key", "keyFile", "tls", "log");
        return new ServeConfig(
                yaml.text("cluster", "the name of the cluster"),
                site(yaml),
                yaml.path("data", "a folder for the server's data"),
                new Security(key(yaml), tls(yaml)),
                logLevel(yaml));
    }

    private static Site site(YamlSection yaml) throws ConfigException {
        SiteId name = new SiteId(yaml.text("site", "the name of the site"));
        String server = yaml.text("server", "the name of this server among \"servers\"");
        YamlSection section = yaml.section("servers", "the names of the site's servers with their addresses");
        TreeMap<NodeId, InetSocketAddress> servers = TreeMap.empty();
        for (String key : section.keys()) {
            servers = servers.put(node(name, key), address(section, key));
        }
        NodeId self = node(name, server);
        if (!servers.containsKey(self)) {
            throw yaml.wrong(
                    "server",
                    "one of the names under \"servers\": " + section.keys().mkString(", "));
        }
        InetSocketAddress listen =
                yaml.has("listen") ? address(yaml, "listen") : servers.get(self).get();
        return new Site(name, self, joins(yaml), listen, servers);
    }

    private static NodeId node(SiteId site, String server) {
        return new NodeId(site + "/" + server);
    }

    private static boolean joins(YamlSection yaml) throws ConfigException {
        String expected = "\"true\" for a server that joins a running site, or \"false\"";
        if (!yaml.has("joins")) {
            return false;
        }
        return switch (yaml.text("joins", expected)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw yaml.wrong("joins", expected);
        };
    }

    private static InetSocketAddress address(YamlSection yaml, String key) throws ConfigException {
        String expected = "an address with a port, such as 127.0.0.1:4711";
        Matcher address = ADDRESS.matcher(yaml.text(key, expected));
        if (!address.matches() || Integer.parseInt(address.group(2)) > MAX_PORT) {
            throw yaml.wrong(key, expected);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(address.group(1)), Integer.parseInt(address.group(2)));
        } catch (UnknownHostException e) {
            throw yaml.wrong(key, "the address of a machine that can be found");
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
    SiteOptions siteOptions() {
        Seq<NodeId> founders =
                site.joins ? Vector.empty() : site.servers.keySet().toVector();
        return SiteOptions.of(site.name, site.server, founders, security.key);
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
        return book;
    }

    private HostConfig secured(HostConfig config) {
        return security.tls.map(config::securedBy).getOrElse(config);
    }
}
