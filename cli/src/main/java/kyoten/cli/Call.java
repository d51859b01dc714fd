package kyoten.cli;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.client.ClientNode;
import kyoten.client.ClientOptions;
import kyoten.host.HostException;
import kyoten.host.NodeHost;
import kyoten.node.NodeId;
import kyoten.site.SiteMessages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten call}: one request to a real site. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Asks a running site one thing, and prints its answer.",
        footer = {
            "",
            "  read KEY               the last value written inside the site",
            "  write KEY VALUE        replaces what the site wrote",
            "  delete KEY             removes what the site wrote",
            "  gread KEY              all values, or what the key's resolver makes of them, and a context",
            "  gwrite KEY VALUE       replaces what --context covers",
            "  gdelete KEY            removes what --context covers",
            "  scan PREFIX            the keys with a prefix",
            "",
            "Where 'kyoten admin resolver' has made a key a counter or a set:",
            "",
            "  count KEY              the total of a counter",
            "  add KEY NUMBER         adds to a counter; -- before a negative number takes away",
            "  elements KEY           the elements of a set",
            "  insert KEY ELEMENT     puts an element into a set",
            "  remove KEY ELEMENT     removes an element from a set",
            "",
            "Exit status: 0 answered, 1 refused or not answered, 64 wrong usage, 70 our bug."
        })
final class Call implements Callable<Integer> {
    private static final Vector<String> OPERATIONS = Vector.of(
            "read",
            "write",
            "delete",
            "gread",
            "gwrite",
            "gdelete",
            "scan",
            "count",
            "add",
            "elements",
            "insert",
            "remove");
    private static final String FENCED = "(this site is no member of the cluster: what it answers grows old)";
    private static final int NOT_DONE = 1;
    private static final int SCAN_LIMIT = 1_000;
    private static final int PATIENCE_SECONDS = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The file of any server of the site.")
    private Path file;

    @Parameters(index = "1", paramLabel = "OPERATION", description = "See below.")
    private String operation;

    @Parameters(index = "2..*", paramLabel = "ARGUMENT", description = "See below.")
    private List<String> arguments = List.of();

    @picocli.CommandLine.Option(
            names = "--context",
            paramLabel = "CONTEXT",
            defaultValue = "",
            description = "A context that gread printed.")
    private String context;

    @picocli.CommandLine.Option(names = "--only-if-current", description = "Only if the context covers all there is.")
    private boolean onlyIfCurrent;

    @picocli.CommandLine.Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to wait for an answer (${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Override
    public Integer call() {
        ClientCall call = parse();
        try {
            return print(ask(ServeConfig.read(file), call));
        } catch (ConfigException | HostException e) {
            return fail(Main.WRONG_USAGE, String.valueOf(e.getMessage()));
        }
    }

    private ClientCall parse() {
        return switch (operation) {
            case "read" -> new ClientCall.Read(argument(0, 1));
            case "write" -> new ClientCall.Write(argument(0, 2), argument(1, 2));
            case "delete" -> new ClientCall.Delete(argument(0, 1));
            case "gread" -> new ClientCall.Gread(argument(0, 1));
            case "gwrite" -> new ClientCall.Gwrite(argument(0, 2), argument(1, 2), context(), onlyIfCurrent);
            case "gdelete" -> new ClientCall.Gdelete(argument(0, 1), context(), onlyIfCurrent);
            case "scan" -> new ClientCall.Scan(argument(0, 1), ByteString.EMPTY, SCAN_LIMIT);
            case "count" -> new ClientCall.Count(argument(0, 1));
            case "add" ->
                new ClientCall.Add(argument(0, 2), number(argument(1, 2).toStringUtf8()));
            case "elements" -> new ClientCall.Elements(argument(0, 1));
            case "insert" -> new ClientCall.Insert(argument(0, 2), argument(1, 2));
            case "remove" -> new ClientCall.Remove(argument(0, 2), argument(1, 2));
            default ->
                throw wrong("unknown operation '" + operation + "'."
                        + Nearest.to(operation, OPERATIONS)
                                .map(near -> " Did you mean '" + near + "'?")
                                .getOrElse(""));
        };
    }

    private ByteString argument(int index, int expected) {
        if (arguments.size() != expected) {
            throw wrong(operation + " takes " + expected + (expected == 1 ? " argument" : " arguments") + ", not "
                    + arguments.size());
        }
        return ByteString.copyFromUtf8(arguments.get(index));
    }

    private long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong("'" + text + "' is no whole number of 64 bits");
        }
    }

    private ByteString context() {
        try {
            return ByteString.copyFrom(Base64.getUrlDecoder().decode(context));
        } catch (IllegalArgumentException e) {
            throw wrong("--context is not one that gread printed");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private ClientAnswer ask(ServeConfig config, ClientCall call) throws HostException {
        ClientOptions options = ClientOptions.of(
                        config.site().servers().keySet().toVector())
                .withDeadline(Duration.ofSeconds(timeoutSeconds));
        NodeId client = new NodeId("call-" + UUID.randomUUID());
        try (NodeHost host =
                new NodeHost(config.clientConfig(client), SiteMessages.REGISTRY, new ClientNode(options))) {
            host.start();
            ClientAnswer answer = ask(host, call);
            ask(host, new ClientCall.Close());
            return answer;
        }
    }

    private ClientAnswer ask(NodeHost client, ClientCall call) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        client.ask(call, answer::complete);
        return (ClientAnswer) answer.orTimeout(timeoutSeconds + PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private int print(ClientAnswer answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (answer instanceof ClientAnswer.Value value) {
            out.println(text(value));
        } else if (answer instanceof ClientAnswer.Values values) {
            print(out, values);
        } else if (answer instanceof ClientAnswer.Counted counted) {
            out.println(counted.total() + fenced(counted.fenced()));
        } else if (answer instanceof ClientAnswer.Members members) {
            members.elements().forEach(element -> out.println(element.toStringUtf8()));
            out.print(members.fenced() ? FENCED + "\n" : "");
        } else if (answer instanceof ClientAnswer.Page page) {
            page.entries().forEach(entry -> out.println(entry.key().toStringUtf8() + '\t' + text(entry.read())));
            page.next().forEach(next -> out.println("(and more)"));
        } else if (answer instanceof ClientAnswer.Done) {
            out.println("done");
        } else if (answer instanceof ClientAnswer.Overwritten) {
            out.println("overwritten");
        } else if (answer instanceof ClientAnswer.Conflict) {
            out.println("conflict: another value remains beside it");
        } else {
            return failed(answer);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, ClientAnswer.Values values) {
        ClientAnswer.Resolved resolved = values.resolved();
        values.values().forEach(value -> out.println(value.toStringUtf8()));
        resolved.discarded()
                .forEach(value -> out.println("discarded by " + resolved.resolver() + ": " + value.toStringUtf8()));
        if (!resolved.error().isEmpty()) {
            out.println("all values are shown, for " + resolved.error());
        }
        out.print(values.fenced() ? FENCED + "\n" : "");
        out.println("context "
                + Base64.getUrlEncoder().encodeToString(values.context().toByteArray()));
    }

    private static String fenced(boolean isFenced) {
        return isFenced ? " " + FENCED : "";
    }

    private static String text(ClientAnswer.Value value) {
        Option<ByteString> bytes = value.value();
        return bytes.map(ByteString::toStringUtf8).getOrElse("(no value)")
                + (value.replaced() ? " (another site has replaced it)" : "")
                + fenced(value.fenced());
    }

    private int failed(ClientAnswer answer) {
        if (answer instanceof ClientAnswer.Rejected rejected) {
            return fail(NOT_DONE, "rejected, nothing changed: " + rejected.reason());
        } else if (answer instanceof ClientAnswer.Refused refused) {
            return fail(NOT_DONE, "refused, it did not happen: " + refused.reason() + hint(refused.reason()));
        } else if (answer instanceof ClientAnswer.Unanswered unanswered) {
            String update = unanswered.session().isEmpty() ? "" : "; it may have happened, or may still happen";
            return fail(NOT_DONE, "no answer within " + timeoutSeconds + " s" + update);
        }
        throw new IllegalStateException("an answer that nobody expects: " + answer);
    }

    private static String hint(ClientAnswer.Refusal reason) {
        return switch (reason) {
            case FENCED -> "; the site awaits its join, or leaves, or has left";
            case NOT_A_COUNTER -> "; 'kyoten admin resolver' makes keys counters, if they hold nothing else";
            case NOT_A_SET -> "; 'kyoten admin resolver' makes keys sets, if they hold nothing else";
            default -> "";
        };
    }

    private int fail(int status, String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("kyoten call: " + message);
        err.flush();
        return status;
    }
}
