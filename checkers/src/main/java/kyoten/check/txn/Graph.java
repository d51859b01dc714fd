package kyoten.check.txn;

/**
 * A directed graph in compressed rows: the edges out of node n are those numbered from {@code first[n]} to {@code first[n + 1]}. The
 * first nodes are the transactions, the rest auxiliary nodes which keep the number of edges linear (see {@link OrderEdges}, {@link Fan}).
 */
final class Graph {
    final int nodes;
    final int[] first;
    final int[] target;
    final byte[] type;
    /** The version that explains the edge, or -1. */
    final int[] reason;

    private Graph(int nodes, int[] first, int[] target, byte[] type, int[] reason) {
        this.nodes = nodes;
        this.first = first;
        this.target = target;
        this.type = type;
        this.reason = reason;
    }

    int edges() {
        return target.length;
    }

    /** Collects edges in any order. */
    static final class Builder {
        private int nodes;
        private final IntList from = new IntList(1 << 12);
        private final IntList to = new IntList(1 << 12);
        private final IntList typed = new IntList(1 << 12);
        private final IntList reasons = new IntList(1 << 12);

        Builder(int nodes) {
            this.nodes = nodes;
        }

        /** A new auxiliary node. */
        int node() {
            return nodes++;
        }

        int nodes() {
            return nodes;
        }

        /** An edge; one from a node to itself says nothing and is left out. */
        void edge(int source, int sink, int type, int reason) {
            if (source != sink) {
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
            return new Graph(nodes, first, target, type, reason);
        }
    }
}
