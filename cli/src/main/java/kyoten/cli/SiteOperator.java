package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kyoten.client.OperatorNode;
import kyoten.host.HostException;
import kyoten.host.NodeHost;
import kyoten.node.NodeId;
import kyoten.site.SiteMessages;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all commands to a running site have in common: whom they ask, how long they wait, and how it ends. */
final class SiteOperator {
    private static final int NOT_DONE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The file of any server of the site.")
    private Path file;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for an answer (${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    /**
     * Asks the site, whose leader answers.
     *
     * @param onAnswer prints what was answered, if it is not a refusal
     * @return the exit status
     */
    int ask(AdminRequest.Builder request, Consumer<AdminReply> onAnswer) {
        try {
            return told(ask(ServeConfig.read(file), request.build()), onAnswer);
        } catch (ConfigException | HostException e) {
            return complain(Main.WRONG_USAGE, String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return complain(
                    NOT_DONE,
                    "no answer within " + timeoutSeconds
                            + " s; is a majority of the site's servers up? What was asked may still happen");
        }
    }

    private AdminReply ask(ServeConfig config, AdminRequest request) throws HostException, TimeoutException {
        Vector<NodeId> servers = config.site().servers().keySet().toVector();
        NodeId self = new NodeId("operator-" + UUID.randomUUID());
        try (NodeHost host =
                new NodeHost(config.clientConfig(self), SiteMessages.REGISTRY, new OperatorNode(servers, PATIENCE))) {
            host.start();
            CompletableFuture<Object> answer = new CompletableFuture<>();
            host.ask(request, answer::complete);
            return (AdminReply)
                    answer.orTimeout(timeoutSeconds, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException late) {
                throw late;
            }
            throw e;
        }
    }

    private int told(AdminReply reply, Consumer<AdminReply> onAnswer) {
        if (reply.hasRefused()) {
            return complain(NOT_DONE, "refused: " + reply.getRefused().getReason());
        } else if (reply.hasUnknown()) {
            return complain(NOT_DONE, "the leader gave up its office in between; what was asked may still happen");
        }
        onAnswer.accept(reply);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Prints that it was done, and what else is to be known. */
    void done(AdminReply reply) {
        out().println("done");
        if (!reply.getDone().getWarning().isEmpty()) {
            out().println("note: " + reply.getDone().getWarning());
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int complain(int status, String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + message);
        err.flush();
        return status;
    }
}
