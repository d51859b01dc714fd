package kyoten.cli;

import com.google.protobuf.ByteString;
import java.util.concurrent.Callable;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.ListResolvers;
import kyoten.site.message.ResolverList;
import kyoten.site.message.SetResolver;
import kyoten.site.resolver.Resolvers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten admin resolver}: chooses what gread makes of values that live beside each other, or lists the choices. */
@Command(
        name = "resolver",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Chooses a resolver for the keys with a prefix; without a prefix, lists the choices.",
        footer = {
            "",
            "Where writes at several sites did not know of each other, gread answers all their values, or what the resolver",
            "of the key's longest prefix makes of them:",
            "",
            "  keep-all      all values",
            "  last-writer   the latest value; the others are reported as discarded",
            "  counter       what 'kyoten call add' added, at all sites",
            "  set           what 'kyoten call insert' put and 'remove' left, at all sites",
            "  none          takes the prefix's resolver away",
            "",
            "A server may know more, by a user's functions. The choice spreads to all sites by itself, and deletes nothing.",
            "'' is the prefix of all keys.",
            "",
            "Exit status: 0 done, 1 refused or not answered, 64 wrong usage, 70 our bug."
        })
final class AdminResolver implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SiteOperator operator;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PREFIX", description = "Of the keys.")
    private @Nullable String prefix;

    @Parameters(index = "2", arity = "0..1", paramLabel = "RESOLVER", description = "Its name, see below.")
    private @Nullable String resolver;

    @Override
    public Integer call() {
        if (prefix == null) {
            return operator.ask(
                    AdminRequest.newBuilder().setListResolvers(ListResolvers.getDefaultInstance()), this::print);
        } else if (resolver == null || resolver.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say which resolver the keys with this prefix get; 'none' takes it away.");
        }
        SetResolver order = SetResolver.newBuilder()
                .setPrefix(ByteString.copyFromUtf8(prefix))
                .setResolver(resolver.equals(Resolvers.NONE) ? "" : resolver)
                .build();
        return operator.ask(AdminRequest.newBuilder().setSetResolver(order), operator::done);
    }

    private void print(AdminReply reply) {
        ResolverList list = reply.getResolvers();
        if (list.getPrefixesCount() == 0) {
            operator.out().println("no keys have a resolver: all values are shown");
        }
        list.getPrefixesList()
                .forEach(part ->
                        operator.out().println("'" + part.getPrefix().toStringUtf8() + "': " + part.getResolver()));
        operator.out().println("to choose from: " + String.join(", ", list.getNamesList()));
    }
}
