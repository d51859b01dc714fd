package kyoten.check.txn;

import java.util.HashMap;
import java.util.Map;

/** Infers which version of a register comes before which, by one {@link VersionOrder}. */
final class VersionEdges {
    private final Transactions txns;
    private final Writers writers;
    private final IntList from = new IntList(1 << 10);
    private final IntList to = new IntList(1 << 10);

    private VersionEdges(Transactions txns, Writers writers) {
        this.txns = txns;
        this.writers = writers;
    }

    static VersionEdges by(VersionOrder order, Transactions txns, Writers writers) {
        VersionEdges edges = new VersionEdges(txns, writers);
        switch (order) {
            case WRITES_FOLLOW_READS -> edges.writesFollowReads();
            case SEQUENTIAL -> edges.sequential();
            case LINEARIZABLE -> new Clusters(txns, writers).order(edges::add);
        }
        return edges;
    }

    int size() {
        return from.size();
    }

    int from(int edge) {
        return from.get(edge);
    }

    int to(int edge) {
        return to.get(edge);
    }

    private void add(int earlier, int later) {
        if (earlier != later && isKnown(earlier) && isKnown(later)) {
            from.add(earlier);
            to.add(later);
        }
    }

    /** Versions whose writer is known to have committed; values from before the recording take no part. */
    private boolean isKnown(int version) {
        return version >= 0 && writers.committed(version) != Writers.NOBODY;
    }

    private void writesFollowReads() {
        for (int txn = 0; txn < txns.size(); txn++) {
            if (txns.isOk(txn)) {
                Accesses.of(txns, txn, (by, key, read, written) -> add(read, written));
            }
        }
    }

    private void sequential() {
        Map<Long, Integer> latest = new HashMap<>();
        for (int txn : OrderEdges.sorted(txns, true)) {
            if (!txns.isOk(txn)) {
                continue;
            }
            Accesses.of(txns, txn, (by, key, read, written) -> {
                long place = ((long) txns.process(by) << 32) | key;
                add(latest.getOrDefault(place, Accesses.NONE), read == Accesses.NONE ? written : read);
                int left = written == Accesses.NONE ? read : written;
                if (isKnown(left)) {
                    latest.put(place, left);
                }
            });
        }
    }
}
