package kyoten.check.txn;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import java.util.Arrays;

/**
 * The dependencies between read-write-register transactions. A reader depends on the writer of what it read (wr). The order of versions
 * is known in part only, see {@link VersionOrder}; where one version is known to precede another, their writers depend on each other (ww)
 * and the writer of the later on the readers of the earlier (rw).
 *
 * <p>A value that nobody wrote may be what its key held before the recording, so one such value a key is excused, and says nothing. A
 * second one, or one beside a read of the empty register, is no initial value.
 */
final class RegisterDependencies {
    private final Transactions txns;
    private final Writers writers;
    private final Findings findings;
    private final Graph.Builder graph;
    private final IntList[] readers;
    private final IntList[] readersOfEmpty;
    private long excused;

    private RegisterDependencies(Transactions txns, Writers writers, Findings findings, Graph.Builder graph) {
        this.txns = txns;
        this.writers = writers;
        this.findings = findings;
        this.graph = graph;
        readers = new IntList[txns.versions().size()];
        readersOfEmpty = new IntList[txns.versions().keys()];
    }

    /** Adds what is known under the model; gives the number of values excused as initial. */
    static long infer(
            Transactions txns, Writers writers, Findings findings, Graph.Builder graph, ConsistencyModel model) {
        RegisterDependencies all = new RegisterDependencies(txns, writers, findings, graph);
        all.reads();
        all.emptyFirst();
        all.versions(List.of(VersionOrder.values()).filter(order -> order.holdsUnder(model)));
        all.unwritten();
        return all.excused;
    }

    private void reads() {
        for (int txn = 0; txn < txns.size(); txn++) {
            if (txns.isOk(txn)) {
                Accesses.of(txns, txn, (by, key, read, written) -> read(by, key, read));
            }
        }
    }

    private void read(int txn, int key, int version) {
        if (version == Accesses.NONE) {
            return;
        }
        if (version == Transactions.EMPTY) {
            readersOfEmpty[key] = added(readersOfEmpty[key], txn);
            return;
        }
        readers[version] = added(readers[version], txn);
        int writer = writers.committed(version);
        if (writer != Writers.NOBODY) {
            graph.edge(writer, txn, Edge.WR, version);
        }
    }

    private static IntList added(IntList list, int item) {
        IntList grown = list == null ? new IntList(4) : list;
        grown.add(item);
        return grown;
    }

    /** Who found a register empty precedes all who wrote it. */
    private void emptyFirst() {
        IntList[] written = new IntList[txns.versions().keys()];
        for (int version = 0; version < txns.versions().size(); version++) {
            int key = txns.versions().keyOf(version);
            boolean counts = writers.committed(version) != Writers.NOBODY && !writers.isIntermediate(version);
            if (readersOfEmpty[key] != null && counts) {
                written[key] = added(written[key], version);
            }
        }
        for (int key = 0; key < written.length; key++) {
            if (written[key] != null) {
                int[] versions = written[key].toArray();
                int[] sinks = Arrays.stream(versions).map(writers::of).toArray();
                new Fan(graph, sinks, versions).connect(readersOfEmpty[key].toArray(), Edge.RW);
            }
        }
    }

    /** Adds one source of order after the other; one that closes a circle among a key's versions is left out for that key. */
    private void versions(Seq<VersionOrder> sources) {
        IntList from = new IntList(16);
        IntList to = new IntList(16);
        for (VersionOrder source : sources) {
            VersionEdges candidates = VersionEdges.by(source, txns, writers);
            boolean[] cyclic = cyclicKeys(from, to, candidates);
            for (int edge = 0; edge < candidates.size(); edge++) {
                if (!cyclic[txns.versions().keyOf(candidates.from(edge))]) {
                    from.add(candidates.from(edge));
                    to.add(candidates.to(edge));
                }
            }
        }
        for (int edge = 0; edge < from.size(); edge++) {
            follow(from.get(edge), to.get(edge));
        }
    }

    private boolean[] cyclicKeys(IntList from, IntList to, VersionEdges candidates) {
        Graph.Builder order = new Graph.Builder(txns.versions().size(), graph.budget());
        for (int edge = 0; edge < from.size(); edge++) {
            order.edge(from.get(edge), to.get(edge), Edge.WW, -1);
        }
        for (int edge = 0; edge < candidates.size(); edge++) {
            order.edge(candidates.from(edge), candidates.to(edge), Edge.WW, -1);
        }
        Components.Result cycles = Components.of(order.build(), Edge.WW);
        boolean[] cyclic = new boolean[txns.versions().keys()];
        boolean[] reported = new boolean[cycles.count()];
        for (int version = 0; version < txns.versions().size(); version++) {
            int cycle = cycles.component()[version];
            if (cycle != Components.NONE) {
                cyclic[txns.versions().keyOf(version)] = true;
                if (!reported[cycle]) {
                    reported[cycle] = true;
                    cyclicVersions(cycles, cycle);
                }
            }
        }
        return cyclic;
    }

    private void cyclicVersions(Components.Result cycles, int cycle) {
        IntList members = new IntList(4);
        for (int version = 0; version < txns.versions().size() && members.size() < 10; version++) {
            if (cycles.component()[version] == cycle) {
                members.add(version);
            }
        }
        int[] some = members.toArray();
        findings.add(
                Anomaly.CYCLIC_VERSIONS,
                () -> "the values %s of key %s each came before the others"
                        .formatted(
                                List.ofAll(some).map(txns.versions()::valueOf).mkString(", "),
                                txns.versions().keyName(txns.versions().keyOf(some[0]))),
                Arrays.stream(some).flatMap(this::touching).distinct().toArray());
    }

    /** The writer of a version and the first that read it. */
    private java.util.stream.IntStream touching(int version) {
        int writer = writers.of(version);
        return readers[version] == null
                ? java.util.stream.IntStream.of(writer)
                : java.util.stream.IntStream.of(writer, readers[version].get(0));
    }

    private void follow(int earlier, int later) {
        int writer = writers.of(later);
        graph.edge(writers.of(earlier), writer, Edge.WW, later);
        for (int i = 0; readers[earlier] != null && i < readers[earlier].size(); i++) {
            graph.edge(readers[earlier].get(i), writer, Edge.RW, later);
        }
    }

    private void unwritten() {
        int[] initial = new int[txns.versions().keys()];
        Arrays.fill(initial, Transactions.EMPTY);
        for (int version = 0; version < txns.versions().size(); version++) {
            if (readers[version] == null || writers.of(version) != Writers.NOBODY) {
                continue;
            }
            int key = txns.versions().keyOf(version);
            if (initial[key] == Transactions.EMPTY && readersOfEmpty[key] == null) {
                initial[key] = version;
                excused++;
            } else {
                unwritten(version, key, initial[key]);
            }
        }
    }

    private void unwritten(int version, int key, int initial) {
        int reader = readers[version].get(0);
        Versions versions = txns.versions();
        String instead = initial == Transactions.EMPTY
                ? "T%d found the key empty".formatted(txns.opIndex(readersOfEmpty[key].get(0)))
                : "%s was read there too, and was not written either".formatted(versions.valueOf(initial));
        findings.add(
                Anomaly.UNWRITTEN_READ,
                () -> "T%d read key %s as %s, which nothing wrote; it is no initial value, since %s"
                        .formatted(txns.opIndex(reader), versions.keyName(key), versions.valueOf(version), instead),
                reader);
    }
}
