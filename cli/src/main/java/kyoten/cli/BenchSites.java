package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import kyoten.scenario.bench.LocalLatency;
import kyoten.scenario.bench.LocalLatency.Surroundings;
import kyoten.scenario.bench.ReplicationLag;
import kyoten.scenario.bench.TreeExchange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten bench sites}: what other sites cost, in virtual time and bytes. */
@Command(
        name = "sites",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Measures what other sites cost: local answers, the lag between sites, the comparison of trees.",
        footer = {
            "",
            "All on the simulator: times are virtual, of networks and disks alone, and the same on every machine."
        })
final class BenchSites implements Callable<Integer> {
    private static final Duration ROUND_TRIP = Duration.ofMillis(55);
    private static final int BUSY_CLIENTS = 25;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How often each call is measured (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many keys two trees hold that are compared (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(
            names = "--differing",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many of them differ (default: ${DEFAULT-VALUE}).")
    private int differing;

    @Override
    public Integer call() {
        if (calls < 1 || differing < 1 || keys < differing) {
            throw new ParameterException(
                    spec.commandLine(), "--calls and --differing expect 1 or more, --keys no less than --differing");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("a site's own answers, p50 and p99 in ms");
        out.print(latencies().text());
        out.flush();
        out.println();
        out.println("from the answer at one site to the commit at the other, " + ROUND_TRIP.toMillis()
                + " ms away and back, in ms");
        out.print(lags().text());
        out.flush();
        out.println();
        out.println("comparison of trees");
        out.print(trees().text());
        out.flush();
        return 0;
    }

    private Table latencies() {
        Vector<LocalLatency.Measure> alone = LocalLatency.measure(Surroundings.ALONE, calls);
        Vector<LocalLatency.Measure> far = LocalLatency.measure(Surroundings.FAR, calls);
        Vector<LocalLatency.Measure> cut = LocalLatency.measure(Surroundings.CUT, calls);
        Vector<LocalLatency.Measure> narrow = LocalLatency.measure(Surroundings.NARROW, calls);
        Table table = Table.of("call", "alone", "other site 55 ms away", "cut off", "at 1 Mbit/s");
        for (int i = 0; i < alone.size(); i++) {
            LocalLatency.Measure own = alone.get(i);
            table = table.row(
                    own.call().name().toLowerCase(Locale.ROOT),
                    ms(own.p50()) + " " + ms(own.p99()),
                    compared(far.get(i), own),
                    compared(cut.get(i), own),
                    compared(narrow.get(i), own));
        }
        return table;
    }

    private static String compared(LocalLatency.Measure measured, LocalLatency.Measure alone) {
        return ms(measured.p50()) + " " + ms(measured.p99())
                + String.format(
                        Locale.ROOT,
                        " (x %.2f %.2f)",
                        (double) measured.p50() / alone.p50(),
                        (double) measured.p99() / alone.p99());
    }

    private static Table lags() {
        ReplicationLag.Measure idle = ReplicationLag.measure(ROUND_TRIP, 1, Duration.ofSeconds(5));
        ReplicationLag.Measure busy = ReplicationLag.measure(ROUND_TRIP, BUSY_CLIENTS, Duration.ofSeconds(4));
        return Table.of("load", "p50", "p99", "wanted", "writes")
                .row("200 writes/s", ms(idle.p50()), ms(idle.p99()), "32.5 (half the way + 5)", "" + idle.writes())
                .row("5,000 writes/s", ms(busy.p50()), ms(busy.p99()), "p99 75 (the way + 20)", "" + busy.writes());
    }

    private Table trees() {
        TreeExchange.Measure measured = TreeExchange.measure(keys, differing);
        return Table.of("keys", "differing", "bytes", "round trips", "wanted")
                .row(
                        "" + measured.keys(),
                        "" + measured.differing(),
                        "" + measured.bytes(),
                        "" + measured.roundTrips(),
                        "100,000 bytes, 3 round trips (of 100 among 1,000,000)");
    }

    private static String ms(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }
}
