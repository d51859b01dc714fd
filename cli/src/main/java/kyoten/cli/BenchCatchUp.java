package kyoten.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import kyoten.cli.netty.CatchUp;
import kyoten.host.HostException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten bench catch-up}: how fast a site learns what it missed. */
@Command(
        name = "catch-up",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Measures how fast a site that was cut off learns what another one wrote meanwhile.",
        footer = {
            "",
            "On real nodes in this process, over the loopback interface and with files in a temporary folder: what all of them",
            "compute shares the processors of this machine. Counted is what the other site has committed."
        })
final class BenchCatchUp implements Callable<Integer> {
    private static final int WARM_UP = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--updates",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many updates it has missed (default: ${DEFAULT-VALUE}).")
    private int updates;

    @Option(
            names = "--servers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many servers each of the two sites has (default: ${DEFAULT-VALUE}).")
    private int servers;

    @Override
    public Integer call() throws IOException, HostException {
        if (updates < WARM_UP || servers < 1) {
            throw new ParameterException(spec.commandLine(), "--updates expects 10 or more, --servers 1 or more");
        }
        CatchUp.measure(servers, updates / WARM_UP);
        CatchUp.Measure measured = CatchUp.measure(servers, updates);
        double seconds = measured.nanos() / 1e9;
        Table table = Table.of("updates", "seconds", "updates per second", "wanted")
                .row(
                        "" + measured.updates(),
                        String.format(Locale.ROOT, "%.2f", seconds),
                        Table.grouped(measured.updates() / seconds),
                        "20,000");
        spec.commandLine().getOut().print(table.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
