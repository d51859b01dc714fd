package kyoten.cli;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kyoten.gossip.message.MemberPart;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.Members;
import kyoten.site.message.SiteStability;
import kyoten.site.message.Stability;
import kyoten.site.message.StabilityReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten admin}: what an operator wants to know of a running cluster, and to choose for it. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        subcommands = {Admin.ShowMembers.class, Admin.ShowStability.class, AdminResolver.class},
        description = "Shows and sets what concerns all sites of a cluster.")
final class Admin implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: members, stability or resolver.");
    }

    /** {@code kyoten admin members}. */
    @Command(
            name = "members",
            mixinStandardHelpOptions = true,
            exitCodeOnInvalidInput = Main.WRONG_USAGE,
            exitCodeOnExecutionException = Main.OUR_BUG,
            description = "Lists the sites of the cluster, as the site knows them.")
    static final class ShowMembers implements Callable<Integer> {

        @Mixin
        private SiteOperator operator;

        @Override
        public Integer call() {
            return operator.ask(AdminRequest.newBuilder().setMembers(Members.getDefaultInstance()), this::print);
        }

        private void print(AdminReply reply) {
            for (MemberPart member : reply.getMembers().getMembersList()) {
                String servers = member.getServersList().stream()
                        .map(server ->
                                server.getName() + (server.getAddress().isEmpty() ? "" : " at " + server.getAddress()))
                        .collect(Collectors.joining(", "));
                operator.out().println(member.getIncarnation().getSite() + ": " + servers);
            }
        }
    }

    /** {@code kyoten admin stability}. */
    @Command(
            name = "stability",
            mixinStandardHelpOptions = true,
            exitCodeOnInvalidInput = Main.WRONG_USAGE,
            exitCodeOnExecutionException = Main.OUR_BUG,
            description = "Shows what is kept for other sites, and which of them holds it back.",
            footer = {
                "",
                "Updates, deletions and clock entries go when every member has them, never by age. A member that does not",
                "report holds them back for as long; a site that never comes back must be put out: kyoten site leave --force."
            })
    static final class ShowStability implements Callable<Integer> {

        @Mixin
        private SiteOperator operator;

        @Override
        public Integer call() {
            return operator.ask(
                    AdminRequest.newBuilder().setStability(Stability.getDefaultInstance()),
                    reply -> print(reply.getStability()));
        }

        private void print(StabilityReport report) {
            operator.out()
                    .println("kept: " + report.getLoggedBytes() + " bytes of updates, " + report.getTombstones()
                            + " deletions");
            if (report.getFenced()) {
                operator.out().println("this site has left the cluster: it takes no writes");
            } else if (report.getDraining()) {
                operator.out().println("this site is about to leave: it takes no writes");
            }
            report.getSitesList().forEach(site -> operator.out().println(site.getSite() + ": " + text(site)));
        }

        private static String text(SiteStability site) {
            String heard = site.getHeard() ? "" : "not heard for " + site.getSilentMs() / 1000 + " s, ";
            String members = site.getSameMembers() ? "" : "knows other members, ";
            String epoch = site.getKnownEpoch() ? "" : "in an epoch that is not known here, ";
            String behind = site.getBehindUpdates() == 0
                    ? "has all that this site has"
                    : site.getBehindUpdates() + " updates behind, in " + site.getBehindStreams() + " streams";
            String diverged = site.getDivergedCount() == 0
                    ? ""
                    : "; DIVERGED in streams " + site.getDivergedList()
                            + ": one name stands for two updates, was a server's disk restored?";
            return heard + members + epoch + behind + (site.getHoldsBack() ? ": holds collection back" : "") + diverged;
        }
    }
}
