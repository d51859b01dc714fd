package kyoten.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The entry point of the command {@code kyoten}.
 *
 * <p>Exit status: 0 all claims hold, 1 one is broken, 2 one is unknown and none broken, 64 wrong usage, 70 our bug.
 */
@Command(
        name = "kyoten",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        subcommands = {
            Run.class,
            Replay.class,
            Diff.class,
            Shrink.class,
            ScorePlants.class,
            Mutants.class,
            Check.class,
            Generate.class,
            ListScenarios.class,
            Serve.class,
            Call.class,
            Site.class,
            Admin.class,
            Bench.class
        },
        description =
                "Runs distributed systems on a simulated network from one seed, and judges what their clients saw.")
public final class Main implements Runnable {
    static final int WRONG_USAGE = 64;
    static final int OUR_BUG = 70;
    /** No line of a footer is longer: picocli would go on with its last words on a line of their own. */
    static final int HELP_WIDTH = 120;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command and all its subcommands. */
    static CommandLine commandLine() {
        Complaints complaints = new Complaints();
        return new CommandLine(new Main())
                .setUsageHelpWidth(HELP_WIDTH)
                .registerConverter(Long.class, new WholeNumber())
                .registerConverter(long.class, new WholeNumber())
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }

    /** The version of the jar, which its manifest holds. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"kyoten " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
