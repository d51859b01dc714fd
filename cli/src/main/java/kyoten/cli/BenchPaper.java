package kyoten.cli;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import kyoten.cli.netty.RealStage;
import kyoten.host.HostException;
import kyoten.scenario.bench.Contender;
import kyoten.scenario.bench.PaperBench;
import kyoten.scenario.bench.PaperBench.Measure;
import kyoten.scenario.bench.Probe.Parts;
import kyoten.scenario.bench.VectorWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kyoten bench paper}: the evaluation of the wide-area metadata server again, beside its baselines. */
@Command(
        name = "paper",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Measures the store, master/slave and a central server as the paper of Hiraga and Tatebe does.",
        footer = {
            "",
            "One client does one operation after the other, with keys of 8 bytes and values of 50. The part 'misc' is",
            "what the others leave; the foot of the tables says what each part covers."
        })
final class BenchPaper implements Callable<Integer> {
    private static final Duration ROUND_TRIP = Duration.ofMillis(55);
    private static final int SITES = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How often each call is measured (default: ${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--far-operations",
            paramLabel = "N",
            defaultValue = "500",
            description = {
                "How often calls are measured that wait 55 ms for the other site (default: ${DEFAULT-VALUE}).",
                "10000 of them take an hour and a half."
            })
    private int farOperations;

    @Override
    public Integer call() throws IOException, HostException {
        if (operations < 1 || farOperations < 1) {
            throw new ParameterException(spec.commandLine(), "--operations and --far-operations expect 1 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        VectorWork.Measure vectors = VectorWork.measure(BenchPaper::cpuNanos, SITES);
        print(out, "Figure 3: within one site, real nodes over loopback, in us", real(1), vectors);
        print(out, "Figure 4: two sites 55 ms apart, real nodes over loopback, in us", real(SITES), vectors);
        print(out, "Figure 5: the same on the simulator, in virtual us: within one site", simulated(1), vectors);
        print(out, "Figure 5: two sites 55 ms apart", simulated(SITES), vectors);
        out.printf(
                Locale.ROOT,
                "a version vector: %d bytes per member site and key on disk and wire, and 12 in memory, a reference and a"
                        + " long (wanted: at most 24)%n%n",
                VectorWork.bytesPerSite());
        foot(out);
        return 0;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Vector<Contender> contenders(int sites) {
        return Vector.of(Contender.store(sites), Contender.masterAndSlave(sites), Contender.centralized(sites));
    }

    private Vector<Measure> simulated(int sites) {
        return contenders(sites).flatMap(one -> PaperBench.simulated(one, ROUND_TRIP, operations));
    }

    private Vector<Measure> real(int sites) throws IOException, HostException {
        Vector<Measure> all = Vector.empty();
        for (Contender one : contenders(sites)) {
            boolean waits = sites > 1 && !one.name().equals("store");
            all = all.appendAll(RealStage.measured(one, ROUND_TRIP, waits ? farOperations : operations));
        }
        return all;
    }

    private static void print(PrintWriter out, String title, Vector<Measure> measures, VectorWork.Measure vectors) {
        boolean virtual = title.startsWith("Figure 5");
        out.println(title);
        Table table = Table.of(
                "system",
                "call",
                "times",
                "mean",
                "p50",
                "p99",
                "network",
                "deserialization",
                "version vectors",
                "storage",
                "serialization",
                "replication",
                "misc",
                "the paper's mean");
        for (Measure one : measures) {
            table = table.row((Object[]) row(one, virtual ? 0 : vectorNanos(one.call(), vectors)));
        }
        out.print(table.text());
        if (!virtual) {
            measures.filter(one -> one.call().equals("gwrite")).forEach(gwrite -> share(out, gwrite, vectors));
        }
        out.println();
        out.flush();
    }

    private static double vectorNanos(String call, VectorWork.Measure vectors) {
        return switch (call) {
            case "gwrite", "write" -> vectors.gwriteNanos();
            case "gread" -> vectors.greadNanos();
            default -> 0;
        };
    }

    private static String[] row(Measure one, double vectors) {
        Parts parts = one.parts();
        return new String[] {
            one.system(),
            one.call(),
            "" + one.operations(),
            us(one.mean()),
            us(one.p50()),
            us(one.p99()),
            us(parts.network()),
            us(parts.deserialization()),
            us(vectors),
            us(parts.storage()),
            us(parts.serialization()),
            us(parts.replication()),
            us(parts.misc(Math.round(vectors))),
            paper(one.call())
        };
    }

    private static String paper(String call) {
        return switch (call) {
            case "gwrite" -> "262";
            case "gread" -> "130";
            default -> "";
        };
    }

    /** Of the time that the answering server computes: its steps, and the coding of messages. */
    private static void share(PrintWriter out, Measure gwrite, VectorWork.Measure vectors) {
        out.printf(
                Locale.ROOT,
                "version vectors and siblings: %.0f ns, %.1f %% of the %.1f us that a gwrite computes, in the median (wanted: at most 3 %%;"
                        + " the paper: 27 to 28 %%)%n",
                vectors.gwriteNanos(),
                100 * vectors.gwriteNanos() / gwrite.computed(),
                gwrite.computed() / 1000.0);
    }

    private static void foot(PrintWriter out) {
        out.println("""
                network          what neither the client nor the answering server had the operation for; in real nodes also
                                 the system's and the event loops' part of it
                deserialization  decoding of messages, at the client and all servers, while the operation was under way
                version vectors  measured by itself: the calls of a gwrite, or gread, to siblings and vectors, at one server; not
                                 the seal of a context, nor its coding
                storage          from the answering server's first order to its disk to the end of the last, syncs included
                serialization    as deserialization
                replication      the answering server waits, not for its disk, having asked others: followers, slaves
                misc             the rest: steps of the nodes, the way from the disk's thread, rounding

                Ours differ from the paper's: the store is durable and replicated to three servers of the site before it
                answers, and its reads ask a majority; theirs was neither. The baselines' disks are synced too. A gwrite
                carries the context of a gread that is not measured. With two sites, the store's client asks its own site;
                the master stands beside the client and its slave at the other site, and confirms gets too; the central
                server stands at the other site. The simulator's networks and disks take the usual drawn times; its nodes
                compute in no time.""");
    }

    private static String us(double nanos) {
        return String.format(Locale.ROOT, nanos < 10_000 ? "%.2f" : "%.0f", nanos / 1000);
    }
}
