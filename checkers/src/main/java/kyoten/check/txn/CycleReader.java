package kyoten.check.txn;

import io.vavr.collection.Vector;

/**
 * Reads a closed walk of edges as a cycle of transactions: what passes auxiliary nodes is one dependency, of the type by which it left
 * its transaction, explained by the last edge. A walk without adjacent anti-dependencies may meet a transaction twice.
 */
final class CycleReader {
    private final Tangle tangle;
    private final int txnCount;

    CycleReader(Tangle tangle, int txnCount) {
        this.tangle = tangle;
        this.txnCount = txnCount;
    }

    Cycle read(int start, int[] edges) {
        Vector<Cycle.Link> links = Vector.empty();
        int[] turned = fromTransaction(start, edges);
        int node = source(turned[0]);
        int type = 0;
        int from = -1;
        for (int edge : turned) {
            if (isTransaction(node)) {
                from = tangle.original()[node];
                type = tangle.graph().type[edge];
            }
            node = tangle.graph().target[edge];
            if (isTransaction(node)) {
                int reason = type == Edge.REALTIME ? -1 : tangle.graph().reason[edge];
                links = links.append(new Cycle.Link(from, type, reason));
            }
        }
        return new Cycle(links).normalized();
    }

    /** The same walk, begun at a transaction: at the first node, or the first target that is one. */
    private int[] fromTransaction(int start, int[] edges) {
        int shift = 0;
        int node = start;
        while (!isTransaction(node)) {
            node = tangle.graph().target[edges[shift++]];
        }
        int[] turned = new int[edges.length];
        for (int i = 0; i < edges.length; i++) {
            turned[i] = edges[(i + shift) % edges.length];
        }
        return turned;
    }

    private int source(int edge) {
        int low = 0;
        int high = tangle.graph().nodes - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tangle.graph().first[middle] <= edge) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private boolean isTransaction(int node) {
        return tangle.original()[node] < txnCount;
    }
}
