package kyoten.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import kyoten.geo.GeoServer;
import kyoten.host.HostException;
import kyoten.host.NodeHost;
import kyoten.site.SiteMessages;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten serve}: one server of a real site, until the process is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Runs one server of a site, until it is told to end (SIGTERM, Ctrl-C).",
        footer = {
            "",
            "docs/serve.md describes the file, with an example of three servers.",
            "",
            "Exit status: 0 told to end, 64 a wrong file, address or data folder, 74 the disk failed, 70 our bug."
        })
final class Serve implements Callable<Integer> {
    private static final int TOLD_TO_END = 0;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The YAML file that describes the server.")
    private Path file;

    @Override
    public Integer call() {
        try {
            ServeConfig config = ServeConfig.read(file);
            ((Logger) LoggerFactory.getLogger("kyoten")).setLevel(Level.toLevel(config.logLevel()));
            return serve(config);
        } catch (ConfigException | HostException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("kyoten serve: " + e.getMessage());
            err.flush();
            return Main.WRONG_USAGE;
        }
    }

    private int serve(ServeConfig config) throws HostException {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        GeoServer server = new GeoServer(config.geoOptions());
        try (NodeHost host = new NodeHost(
                        config.hostConfig().watchedBy(new ServerWatcher(end)),
                        GeoServer.registry(SiteMessages.REGISTRY),
                        server);
                TerminationHook hook = TerminationHook.install(() -> end.complete(TOLD_TO_END))) {
            host.start();
            InetSocketAddress address = host.address();
            PrintWriter out = spec.commandLine().getOut();
            out.println("listening on " + address.getAddress().getHostAddress() + ':' + address.getPort() + ", data in "
                    + config.data());
            out.flush();
            int status = end.join();
            host.stop();
            hook.endWith(status);
            return status;
        }
    }
}
