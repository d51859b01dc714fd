package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import kyoten.scenario.bench.StoreBench;
import kyoten.scenario.bench.StoreBench.Measure;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.Runner;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.WorkerPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten bench testbed}: what a run of two sites costs, with all that belongs to it. */
@Command(
        name = "testbed",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Measures the whole testbed: five servers of two sites, planned, struck, recorded and judged.",
        footer = {
            "",
            "After three times as many seeds to warm up, by the CPU time of the process: collector and compiler are in it.",
            "Two workers are measured by the wall, so nothing else should run meanwhile."
        })
final class BenchTestbed implements Callable<Integer> {
    private static final long FIRST_MEASURED = 1_000_001;
    private static final int WARM_UP = 3;
    private static final int PER_RUN = 1_000;
    private static final long IDLE_NANOS_PER_SEED = 20_000_000_000L;
    private static final StoreBench BUSY = new StoreBench(Catalogue.fiveServersOfTwoSites());
    private static final StoreBench AT_EASE = new StoreBench(Catalogue.fiveServersOfTwoSitesAtEase());

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many runs each row is measured by (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds expects 1 or more, found " + seeds);
        }
        BUSY.loaded(WorkerPool::processNanos, 1, WARM_UP * seeds);
        Measure busy = BUSY.loaded(WorkerPool::processNanos, FIRST_MEASURED, seeds);
        Measure traced = BUSY.traced(WorkerPool::processNanos, FIRST_MEASURED, seeds);
        Measure atEase = AT_EASE.loaded(WorkerPool::processNanos, FIRST_MEASURED, seeds);
        Measure idle = BUSY.idle(WorkerPool::processNanos, FIRST_MEASURED, seeds * IDLE_NANOS_PER_SEED);
        PrintWriter out = spec.commandLine().getOut();
        out.print(table(busy, traced, atEase, idle).text());
        long broken = busy.broken() + atEase.broken();
        if (broken > 0) {
            out.println(broken + " runs had a broken claim");
        }
        out.flush();
        return broken > 0 ? ExitStatus.BROKEN : 0;
    }

    private Table table(Measure busy, Measure traced, Measure atEase, Measure idle) {
        return Table.of("", "measured", "wanted", "of how much")
                .row(
                        "events a CPU second",
                        Table.grouped(busy.eventsPerSecond()),
                        "1,000,000",
                        Table.grouped(busy.events()) + " events")
                .row(
                        "operations a CPU second",
                        Table.grouped(busy.operationsPerSecond()),
                        "40,000",
                        Table.grouped(busy.operations()) + " operations")
                .row(
                        "runs of 1,000 operations a CPU minute",
                        Table.grouped(busy.operationsPerSecond() / PER_RUN * 60),
                        "1,500",
                        Table.grouped(seeds) + " runs")
                .row(
                        "virtual seconds a CPU second at 100 operations",
                        Table.grouped(atEase.speedUp()),
                        "1,000",
                        Table.grouped(atEase.virtualNanos() / 1e9) + " virtual seconds, "
                                + Table.grouped(atEase.operations() * 1e9 / atEase.virtualNanos()) + " operations each")
                .row(
                        "virtual seconds a CPU second, idle",
                        Table.grouped(idle.speedUp()),
                        "10,000",
                        Table.grouped(idle.events()) + " events")
                .row(
                        "cost of the full trace",
                        ratio(busy.eventsPerSecond() / traced.eventsPerSecond()),
                        "2.00",
                        "CPU time with it against without")
                .row(
                        "two workers against one, by the wall",
                        ratio(speedUp()),
                        "1.80",
                        Table.grouped(2L * seeds) + " runs each");
    }

    /** One, two, two, one: what gets warmer or slower meanwhile does so to both. */
    private double speedUp() {
        long one = wall(1);
        long two = wall(2) + wall(2);
        return (double) (one + wall(1)) / two;
    }

    private long wall(int jobs) {
        Seeds measured = new Seeds(FIRST_MEASURED, FIRST_MEASURED + seeds - 1);
        Campaign campaign = new Campaign(Vector.of(BUSY.scenario()), measured, jobs, 0, () -> false);
        return Runner.run(campaign, run -> {}).wallNanos();
    }

    private static String ratio(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
