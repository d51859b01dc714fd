package kyoten.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten bench}: measures Kyoten itself; each subcommand another part of it. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        subcommands = {
            BenchKernel.class,
            BenchTestbed.class,
            BenchCheckers.class,
            BenchSites.class,
            BenchPaper.class,
            BenchCatchUp.class
        },
        description = "Measures how fast Kyoten is on this machine.")
final class Bench implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to measure: kernel, testbed, checkers, sites, paper or catch-up.");
    }
}
