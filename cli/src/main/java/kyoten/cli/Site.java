package kyoten.cli;

import java.util.List;
import java.util.concurrent.Callable;
import kyoten.gossip.message.ServerPart;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.JoinSite;
import kyoten.site.message.LeaveSite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten site}: makes a site one of several, or ends that. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        subcommands = {Site.Join.class, Site.Leave.class},
        description = "Has a running site join others, or leave them.")
final class Site implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: join or leave.");
    }

    /** {@code kyoten site join}. */
    @Command(
            name = "join",
            mixinStandardHelpOptions = true,
            exitCodeOnInvalidInput = Main.WRONG_USAGE,
            exitCodeOnExecutionException = Main.OUR_BUG,
            description = "Has a site that stands alone join the cluster of another site.",
            footer = {
                "",
                "What either has, the other gets. Both must have the same cluster name and key.",
                "",
                "  ./kyoten site join osaka-1.yaml tokyo/1=10.0.0.1:4711 tokyo/2=10.0.0.2:4711",
                "",
                "Exit status: 0 joined, 1 refused or not answered, 64 wrong usage, 70 our bug."
            })
    static final class Join implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SiteOperator operator;

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "SITE/SERVER=ADDRESS",
                description = "Servers of a site of the cluster, with their addresses.")
        private List<String> servers;

        @Override
        public Integer call() {
            JoinSite.Builder join = JoinSite.newBuilder();
            servers.forEach(server -> join.addServers(part(server)));
            return operator.ask(AdminRequest.newBuilder().setJoinSite(join), operator::done);
        }

        private ServerPart part(String server) {
            int equals = server.indexOf('=');
            String name = equals < 0 ? "" : server.substring(0, equals);
            if (!name.matches("[^/\\s]+/[^/\\s]+") || name.length() > 255) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'" + server + "' is no server with its address; expected such as tokyo/1=127.0.0.1:4711");
            }
            try {
                return ServerPart.newBuilder()
                        .setName(name)
                        .setAddress(Addresses.text(Addresses.parse(server.substring(equals + 1))))
                        .build();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "'" + server + "': " + e.getMessage());
            }
        }
    }

    /** {@code kyoten site leave}. */
    @Command(
            name = "leave",
            mixinStandardHelpOptions = true,
            exitCodeOnInvalidInput = Main.WRONG_USAGE,
            exitCodeOnExecutionException = Main.OUR_BUG,
            description = "Has a site leave the cluster, for good.",
            footer = {
                "",
                "A site that can be reached leaves in order: ask it itself. It takes no more writes, hands over what it has,",
                "and leaves then. With --force another site puts it out; what only it had is lost.",
                "",
                "Exit status: 0 it has left, 1 refused or not answered, 64 wrong usage, 70 our bug."
            })
    static final class Leave implements Callable<Integer> {

        @Mixin
        private SiteOperator operator;

        @Parameters(index = "1", paramLabel = "SITE", description = "The name of the site that is to leave.")
        private String site;

        @Option(names = "--force", description = "Without asking the site that leaves.")
        private boolean force;

        @Override
        public Integer call() {
            LeaveSite leave =
                    LeaveSite.newBuilder().setSite(site).setForce(force).build();
            return operator.ask(AdminRequest.newBuilder().setLeaveSite(leave), operator::done);
        }
    }
}
