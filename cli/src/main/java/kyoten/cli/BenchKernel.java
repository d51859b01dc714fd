package kyoten.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import kyoten.scenario.bench.StoreBench;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.WorkerPool;
import kyoten.sim.bench.KernelBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten bench kernel}: events and operations per second of CPU time, warm. */
@Command(
        name = "kernel",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Measures the simulator: a bare queue, a world of two trivial nodes, and the store.",
        footer = {
            "",
            "All in one run, on one thread, each after a warm-up. CPU time of that thread, which leaves out the",
            "compiler's and the collector's threads; where it says so, of the whole process. The store is planned, run,",
            "recorded and judged seed by seed; with the trace, every event and effect of a run is kept until it ends."
        })
final class BenchKernel implements Callable<Integer> {
    private static final long PINGS_WANTED = 1_500_000;
    private static final long EVENTS_WANTED = 500_000;
    private static final long OPERATIONS_WANTED = 20_000;
    private static final long LOADED_WANTED = 100;
    private static final long IDLE_WANTED = 500;
    private static final int QUEUE_EVENTS_PER_SEED = 50_000;
    private static final int PING_EVENTS_PER_SEED = 20_000;
    private static final long IDLE_NANOS_PER_SEED = 4_000_000_000L;
    private static final long FIRST_MEASURED = 1_000_001;
    private static final StoreBench ONE_SITE = new StoreBench(Catalogue.fiveServers());

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "300",
            description =
                    "How many seeds of the store are measured, after as many to warm up (default: ${DEFAULT-VALUE}).")
    private int seeds;

    /** Everything measured once. */
    private record Measures(
            KernelBench.Measure queue,
            KernelBench.Measure pings,
            StoreBench.Measure store,
            StoreBench.Measure traced,
            long processNanos,
            StoreBench.Measure idle) {}

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds expects 1 or more, found " + seeds);
        }
        measure(1);
        Measures measured = measure(FIRST_MEASURED);
        PrintWriter out = spec.commandLine().getOut();
        out.print(table(measured).text());
        if (measured.store.broken() > 0) {
            out.println(measured.store.broken() + " of " + seeds + " runs of the store had a broken claim");
        }
        out.flush();
        return measured.store.broken() > 0 ? ExitStatus.BROKEN : 0;
    }

    private Measures measure(long firstSeed) {
        KernelBench.Measure queue = KernelBench.queue(WorkerPool::cpuNanos, (long) seeds * QUEUE_EVENTS_PER_SEED);
        KernelBench.Measure pings = KernelBench.pings(WorkerPool::cpuNanos, (long) seeds * PING_EVENTS_PER_SEED);
        StoreBench.Measure traced = ONE_SITE.traced(WorkerPool::cpuNanos, firstSeed, seeds);
        long begin = WorkerPool.processNanos();
        StoreBench.Measure store = ONE_SITE.loaded(WorkerPool::cpuNanos, firstSeed, seeds);
        long process = WorkerPool.processNanos() - begin;
        StoreBench.Measure idle = ONE_SITE.idle(WorkerPool::cpuNanos, firstSeed, seeds * IDLE_NANOS_PER_SEED);
        return new Measures(queue, pings, store, traced, process, idle);
    }

    private static Table table(Measures measured) {
        double queue = measured.queue.perSecond();
        StoreBench.Measure store = measured.store;
        return Table.of("per CPU second", "measured", "wanted", "of (a)", "of how much")
                .row(
                        "(a) bare queue, events",
                        Table.grouped(queue),
                        "",
                        "1",
                        counted(measured.queue.events(), "events"))
                .row(
                        "(b) two trivial nodes, events",
                        Table.grouped(measured.pings.perSecond()),
                        Table.grouped(PINGS_WANTED),
                        ratio(measured.pings.perSecond(), queue),
                        counted(measured.pings.events(), "events"))
                .row(
                        "(c) store of five servers, events",
                        Table.grouped(store.eventsPerSecond()),
                        Table.grouped(EVENTS_WANTED),
                        ratio(store.eventsPerSecond(), queue),
                        counted(store.events(), "events"))
                .row(
                        "(c) its clients' operations",
                        Table.grouped(store.operationsPerSecond()),
                        Table.grouped(OPERATIONS_WANTED),
                        ratio(store.operationsPerSecond(), queue),
                        counted(store.operations(), "operations"))
                .row(
                        "(c) events, whole process",
                        Table.grouped(perSecond(store.events(), measured.processNanos)),
                        "",
                        ratio(perSecond(store.events(), measured.processNanos), queue),
                        counted(measured.processNanos / 1_000_000, "CPU ms"))
                .row(
                        "(c) operations, whole process",
                        Table.grouped(perSecond(store.operations(), measured.processNanos)),
                        "",
                        ratio(perSecond(store.operations(), measured.processNanos), queue),
                        counted(measured.processNanos / 1_000_000, "CPU ms"))
                .row(
                        "(c) with the trace, events",
                        Table.grouped(measured.traced.eventsPerSecond()),
                        Table.grouped(store.eventsPerSecond() / 2),
                        ratio(measured.traced.eventsPerSecond(), queue),
                        counted(measured.traced.events(), "events"))
                .row(
                        "(c) its virtual seconds",
                        Table.grouped(store.speedUp()),
                        Table.grouped(LOADED_WANTED),
                        "",
                        counted(store.virtualNanos() / 1_000_000_000, "virtual seconds"))
                .row(
                        "idle store, virtual seconds",
                        Table.grouped(measured.idle.speedUp()),
                        Table.grouped(IDLE_WANTED),
                        "",
                        counted(measured.idle.events(), "events"));
    }

    private static double perSecond(long number, long nanos) {
        return number * 1e9 / nanos;
    }

    private static String counted(long number, String what) {
        return Table.grouped(number) + " " + what;
    }

    private static String ratio(double one, double other) {
        return String.format(Locale.ROOT, "%.4f", one / other);
    }
}
