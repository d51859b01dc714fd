package kyoten.check.txn;

import java.util.Arrays;

/**
 * The dependencies between list-append transactions. A read of a list shows every append before it, so the longest read of a key gives
 * the order of its versions: the writers of neighbours depend on each other (ww), a reader on the writer of the last element that it saw
 * (wr), and the writer of the element after that on the reader (rw). Appends that committed and that no read ever saw came after all that
 * were seen, in an order that nobody knows.
 */
final class ListAppendDependencies {
    private final Transactions txns;
    private final Writers writers;
    private final ListOrders orders;
    private final Findings findings;
    private final Graph.Builder graph;

    private ListAppendDependencies(Transactions txns, Writers writers, Findings findings, Graph.Builder graph) {
        this.txns = txns;
        this.writers = writers;
        this.findings = findings;
        this.graph = graph;
        orders = ListOrders.of(txns, findings);
    }

    static void infer(Transactions txns, Writers writers, Findings findings, Graph.Builder graph) {
        ListAppendDependencies all = new ListAppendDependencies(txns, writers, findings, graph);
        for (int key = 0; key < txns.versions().keys(); key++) {
            all.appendsOf(key);
        }
        all.reads();
        all.unseenAppends();
    }

    private void appendsOf(int key) {
        int last = Writers.NOBODY;
        int aborted = Writers.NOBODY;
        for (int i = 0; i < orders.length(key); i++) {
            int version = orders.element(key, i);
            int writer = writers.of(version);
            if (writer == Writers.NOBODY || orders.position(version) != i) {
                continue;
            }
            if (txns.isFail(writer)) {
                aborted = version;
                continue;
            }
            if (last != Writers.NOBODY) {
                graph.edge(last, writer, Edge.WW, version);
            }
            if (aborted != Writers.NOBODY && txns.isOk(writer)) {
                dirtyUpdate(aborted, version);
                aborted = Writers.NOBODY;
            }
            last = writer;
        }
    }

    private void dirtyUpdate(int aborted, int version) {
        int first = writers.of(aborted);
        int second = writers.of(version);
        Versions versions = txns.versions();
        findings.add(
                Anomaly.DIRTY_UPDATE,
                () -> "T%d, which committed, appended %s to key %s on top of %s, which the aborted T%d had appended"
                        .formatted(
                                txns.opIndex(second),
                                versions.valueOf(version),
                                versions.keyName(versions.keyOf(version)),
                                versions.valueOf(aborted),
                                txns.opIndex(first)),
                first,
                second);
    }

    private void reads() {
        for (int txn = 0; txn < txns.size(); txn++) {
            for (int step = txns.firstStep(txn); txns.isOk(txn) && step < txns.endStep(txn); step++) {
                if (txns.kind(step) == Transactions.READ_LIST && !orders.isStrange(step)) {
                    read(txn, step);
                }
            }
        }
    }

    private void read(int txn, int step) {
        int length = txns.length(step);
        boolean own = length > 0 && writers.of(txns.lastElement(step)) == txn;
        while (length > 0 && writers.of(txns.element(step, length - 1)) == txn) {
            length--;
        }
        if (length > 0) {
            int version = txns.element(step, length - 1);
            int writer = writers.committed(version);
            if (writer != Writers.NOBODY) {
                graph.edge(writer, txn, Edge.WR, version);
            }
        }
        if (!own) {
            nextAppend(txns.key(step), length, txn);
        }
    }

    /** The reader of the first {@code length} elements precedes the writer of the next one that was not aborted. */
    private void nextAppend(int key, int length, int reader) {
        for (int i = length; i < orders.length(key); i++) {
            int version = orders.element(key, i);
            int writer = writers.committed(version);
            if (writer != Writers.NOBODY) {
                graph.edge(reader, writer, Edge.RW, version);
                return;
            }
        }
    }

    /** Committed appends that no read saw follow the last element seen and all who read up to there. */
    private void unseenAppends() {
        IntList[] unseen = new IntList[txns.versions().keys()];
        boolean any = false;
        for (int version = 0; version < txns.versions().size(); version++) {
            int writer = writers.committed(version);
            if (orders.position(version) < 0 && writer != Writers.NOBODY && !writers.isIntermediate(version)) {
                int key = txns.versions().keyOf(version);
                unseen[key] = unseen[key] == null ? new IntList(4) : unseen[key];
                unseen[key].add(version);
                any = true;
            }
        }
        if (any) {
            IntList[] readers = fullReaders(unseen);
            for (int key = 0; key < unseen.length; key++) {
                if (unseen[key] != null) {
                    connect(key, unseen[key].toArray(), readers[key] == null ? new int[0] : readers[key].toArray());
                }
            }
        }
    }

    private void connect(int key, int[] unseen, int[] readers) {
        int[] sinks = Arrays.stream(unseen).map(writers::of).toArray();
        Fan fan = new Fan(graph, sinks, unseen);
        int last = lastWriter(key);
        if (last != Writers.NOBODY) {
            fan.connect(new int[] {last}, Edge.WW);
        }
        fan.connect(readers, Edge.RW);
    }

    private int lastWriter(int key) {
        for (int i = orders.length(key) - 1; i >= 0; i--) {
            int writer = writers.committed(orders.element(key, i));
            if (writer != Writers.NOBODY) {
                return writer;
            }
        }
        return Writers.NOBODY;
    }

    /** For the keys wanted, the transactions that read all there was to see and did not end in an element of their own. */
    private IntList[] fullReaders(IntList[] wanted) {
        IntList[] readers = new IntList[wanted.length];
        for (int txn = 0; txn < txns.size(); txn++) {
            for (int step = txns.firstStep(txn); txns.isOk(txn) && step < txns.endStep(txn); step++) {
                int key = txns.key(step);
                if (wanted[key] != null && isFullRead(txn, step)) {
                    readers[key] = readers[key] == null ? new IntList(4) : readers[key];
                    readers[key].add(txn);
                }
            }
        }
        return readers;
    }

    private boolean isFullRead(int txn, int step) {
        if (txns.kind(step) != Transactions.READ_LIST || orders.isStrange(step)) {
            return false;
        }
        int length = txns.length(step);
        boolean own = length > 0 && writers.of(txns.element(step, length - 1)) == txn;
        return !own && length == orders.length(txns.key(step));
    }
}
