package kyoten.check.txn;

import kyoten.check.Budget;

/**
 * A directed graph in compressed rows: the edges out of node n are those numbered from {@code first[n]} to {@code first[n + 1]}. The
 * first nodes are the transactions, the rest auxiliary nodes which keep the number of edges linear (see {@link OrderEdges}, {@link Fan}).
 */
final class Graph {
    /** Four numbers while it is collected, three in the graph. */
    private static final int BYTES_OF_EDGE = 25;

    final int nodes;
    final int[] first;
    final int[] target;
    final byte[] type;
    /** The version that explains the edge, or -1. */
    final int[] reason;

    final Budget budget;

    private Graph(int nodes, int[] first, int[] target, byte[] type, int[] reason, Budget budget) {
        this.nodes = nodes;
        this.first = first;
        this.target = target;
        this.type = type;
        this.reason = reason;
        this.budget = budget;
    }

    int edges() {
        return target.length;
    }

    /** Collects edges in any order. */
    static final class Builder {
        private final Budget budget;
        private int nodes;
        private final IntList from = new IntList(1 << 12);
        private final IntList to = new IntList(1 << 12);
        private final IntList typed = new IntList(1 << 12);
        private final IntList reasons = new IntList(1 << 12);

        /** @param budget is spent with each edge, and by who searches the graph */
        Builder(int nodes, Budget budget) {
            this.nodes = nodes;
            this.budget = budget;
        }

        /** A new auxiliary node. */
        int node() {
            return nodes++;
        }

        Budget budget() {
            return budget;
        }

        int nodes() {
            return nodes;
        }

        /** An edge; one from a node to itself says nothing and is left out. */
        void edge(int source, int sink, int type, int reason) {
            if (source != sink) {
                budget.spend(BYTES_OF_EDGE);
                from.add(source);
                to.add(sink);
                typed.add(type);
                reasons.add(reason);
            }
        }

        Graph build() {
            int edges = from.size();
            int[] first = new int[nodes + 1];
            for (int e = 0; e < edges; e++) {
                first[from.get(e) + 1]++;
            }
            for (int n = 0; n < nodes; n++) {
                first[n + 1] += first[n];
            }
            int[] next = java.util.Arrays.copyOf(first, nodes);
            int[] target = new int[edges];
            byte[] type = new byte[edges];
            int[] reason = new int[edges];
            for (int e = 0; e < edges; e++) {
                int at = next[from.get(e)]++;
                target[at] = to.get(e);
                type[at] = (byte) typed.get(e);
                reason[at] = reasons.get(e);
            }
            return new Graph(nodes, first, target, type, reason, budget);
        }
    }
}
