package kyoten.check.txn;

import java.util.Arrays;

/**
 * Edges that the clock and the processes give. A transaction that had ended before another began precedes it in real time; of the
 * quadratically many such pairs, a chain of <em>barriers</em> keeps a linear number: a barrier stands between a run of ends and the run
 * of beginnings that follows it, each end leads to the next barrier, each barrier to the next and to the beginnings behind it. One
 * transaction reaches another over barriers exactly when the first ended before the second began. Equal times are concurrent: at one
 * instant beginnings go before ends.
 *
 * <p>An indeterminate transaction has no end and so precedes nothing; failed ones are no nodes at all.
 */
final class OrderEdges {
    private OrderEdges() {}

    /** Adds real-time edges for all transactions that did not fail. */
    static void realtime(Transactions txns, Graph.Builder graph) {
        int size = txns.size();
        int[] byBegin = sorted(txns, true);
        int[] byEnd = sorted(txns, false);
        int next = 0;
        int barrier = -1;
        for (int begun : byBegin) {
            boolean ended = false;
            int fresh = -1;
            while (next < size && txns.end(byEnd[next]) < txns.begin(begun)) {
                int before = byEnd[next++];
                if (!txns.isOk(before)) {
                    continue;
                }
                if (!ended) {
                    fresh = graph.node();
                    ended = true;
                }
                graph.edge(before, fresh, Edge.REALTIME, -1);
            }
            if (ended) {
                if (barrier >= 0) {
                    graph.edge(barrier, fresh, Edge.REALTIME, -1);
                }
                barrier = fresh;
            }
            if (barrier >= 0 && !txns.isFail(begun)) {
                graph.edge(barrier, begun, Edge.REALTIME, -1);
            }
        }
    }

    /** Adds an edge between successive transactions of each process; an indeterminate one ends its process. */
    static void process(Transactions txns, Graph.Builder graph) {
        java.util.Map<Integer, Integer> latest = new java.util.HashMap<>();
        for (int txn : sorted(txns, true)) {
            if (txns.isFail(txn)) {
                continue;
            }
            Integer before = latest.get(txns.process(txn));
            if (before != null) {
                graph.edge(before, txn, Edge.PROCESS, -1);
            }
            if (txns.isOk(txn)) {
                latest.put(txns.process(txn), txn);
            } else {
                latest.remove(txns.process(txn));
            }
        }
    }

    /** The transactions in order of begin or end, ties by number. */
    static int[] sorted(Transactions txns, boolean byBegin) {
        int size = txns.size();
        boolean inOrder = true;
        for (int i = 1; i < size && inOrder; i++) {
            inOrder = time(txns, i - 1, byBegin) <= time(txns, i, byBegin);
        }
        if (inOrder) {
            int[] order = new int[size];
            Arrays.setAll(order, i -> i);
            return order;
        }
        long[] times = new long[size];
        for (int i = 0; i < size; i++) {
            times[i] = time(txns, i, byBegin);
        }
        return IndexSort.byKey(times);
    }

    private static long time(Transactions txns, int txn, boolean byBegin) {
        return byBegin ? txns.begin(txn) : txns.end(txn);
    }
}
