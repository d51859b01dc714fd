package kyoten.check.txn;

import java.util.Arrays;

/**
 * Strongly connected components by Tarjan's algorithm (1972), without recursion, over the edges of a mask. {@link #of} numbers the
 * components of more than one node from 0 on; nodes that lie on no cycle have {@link #NONE}.
 */
final class Components {
    static final int NONE = -1;
    private static final int UNSEEN = -1;

    private final Graph graph;
    private final int mask;
    private final int[] index;
    private final int[] low;
    private final int[] cursor;
    private final int[] path;
    private final int[] open;
    private int pathSize;
    private int openSize;
    private int counter;
    private final int[] component;
    private int count;

    private Components(Graph graph, int mask) {
        this.graph = graph;
        this.mask = mask | Edge.THROUGH;
        index = new int[graph.nodes];
        low = new int[graph.nodes];
        cursor = new int[graph.nodes];
        path = new int[graph.nodes];
        open = new int[graph.nodes];
        component = new int[graph.nodes];
        Arrays.fill(index, UNSEEN);
        Arrays.fill(component, NONE);
    }

    /** The components of the graph over the edges in the mask. */
    static Result of(Graph graph, int mask) {
        Components search = new Components(graph, mask);
        for (int node = 0; node < graph.nodes; node++) {
            if (search.index[node] == UNSEEN) {
                search.explore(node);
            }
        }
        return new Result(search.component, search.count);
    }

    /** For each node its component, and how many components there are. */
    record Result(int[] component, int count) {
        boolean together(int a, int b) {
            return component[a] != NONE && component[a] == component[b];
        }
    }

    private void explore(int root) {
        enter(root);
        while (pathSize > 0) {
            int node = path[pathSize - 1];
            int next = nextUnseen(node);
            if (next != UNSEEN) {
                enter(next);
            } else {
                leave(node);
            }
        }
    }

    private void enter(int node) {
        index[node] = counter;
        low[node] = counter++;
        cursor[node] = graph.first[node];
        path[pathSize++] = node;
        open[openSize++] = node;
    }

    /** Walks on over the edges of the node until one leads to a node not seen yet. Closed nodes have index {@code MAX_VALUE}. */
    private int nextUnseen(int node) {
        int end = graph.first[node + 1];
        while (cursor[node] < end) {
            int edge = cursor[node]++;
            if ((graph.type[edge] & mask) != 0) {
                int to = graph.target[edge];
                if (index[to] == UNSEEN) {
                    return to;
                }
                if (index[to] < low[node]) {
                    low[node] = index[to];
                }
            }
        }
        return UNSEEN;
    }

    private void leave(int node) {
        pathSize--;
        if (pathSize > 0) {
            int parent = path[pathSize - 1];
            low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] == index[node]) {
            close(node);
        }
    }

    private void close(int node) {
        boolean alone = open[openSize - 1] == node;
        int member;
        do {
            member = open[--openSize];
            index[member] = Integer.MAX_VALUE;
            component[member] = alone ? NONE : count;
        } while (member != node);
        if (!alone) {
            count++;
        }
    }
}
