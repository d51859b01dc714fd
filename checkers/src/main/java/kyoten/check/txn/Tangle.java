package kyoten.check.txn;

/**
 * The part of a graph that lies on cycles, with its nodes renumbered: usually nothing, or very little. All searches for cycles work on
 * it.
 *
 * @param graph the edges between nodes of the same component
 * @param original for each node its number in the whole graph
 */
record Tangle(Graph graph, int[] original) {

    static Tangle of(Graph whole, int mask) {
        Components.Result components = Components.of(whole, mask);
        int[] renumbered = new int[whole.nodes];
        IntList original = new IntList(16);
        for (int node = 0; node < whole.nodes; node++) {
            if (components.component()[node] != Components.NONE) {
                renumbered[node] = original.size();
                original.add(node);
            }
        }
        Graph.Builder part = new Graph.Builder(original.size(), whole.budget);
        for (int i = 0; i < original.size(); i++) {
            int node = original.get(i);
            for (int edge = whole.first[node]; edge < whole.first[node + 1]; edge++) {
                boolean follows = (whole.type[edge] & (mask | Edge.THROUGH)) != 0;
                if (follows && components.together(node, whole.target[edge])) {
                    part.edge(i, renumbered[whole.target[edge]], whole.type[edge], whole.reason[edge]);
                }
            }
        }
        return new Tangle(part.build(), original.toArray());
    }

    boolean isEmpty() {
        return original.length == 0;
    }

    /**
     * The graph in which no two anti-dependencies follow one another: each node twice, as itself and as reached by an anti-dependency
     * (number + n). From the second only other edges lead on. A cycle here is one that snapshot isolation rules out.
     */
    Graph nonadjacent(int mask) {
        int nodes = graph.nodes;
        Graph.Builder product = new Graph.Builder(2 * nodes, graph.budget);
        for (int node = 0; node < nodes; node++) {
            for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
                int type = graph.type[edge];
                int to = graph.target[edge];
                if (type == Edge.RW) {
                    product.edge(node, to + nodes, type, edge);
                } else if (type == Edge.THROUGH) {
                    product.edge(node, to, type, edge);
                    product.edge(node + nodes, to + nodes, type, edge);
                } else if ((type & mask) != 0) {
                    product.edge(node, to, type, edge);
                    product.edge(node + nodes, to, type, edge);
                }
            }
        }
        return product.build();
    }
}
