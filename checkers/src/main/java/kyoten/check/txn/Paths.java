package kyoten.check.txn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shortest paths by breadth-first search over the edges of a mask, with a budget of edges looked at for all searches together. */
final class Paths {
    private static final int UNSEEN = -1;
    private static final int START = -2;

    private final Graph graph;
    private final int[] by;
    private final int[] from;
    private final int[] queue;
    private int queued;
    private long budget;
    private boolean exhausted;

    Paths(Graph graph, long budget) {
        this.graph = graph;
        this.budget = budget;
        by = new int[graph.nodes];
        from = new int[graph.nodes];
        queue = new int[graph.nodes];
        Arrays.fill(by, UNSEEN);
    }

    /** Whether some search was given up for want of budget. */
    boolean exhausted() {
        return exhausted;
    }

    /** The edges of a shortest path, or null if there is none, or none was found within the budget. */
    int @Nullable [] find(int start, int goal, int mask) {
        int[] path = search(start, goal, mask | Edge.THROUGH) ? trace(goal) : null;
        for (int i = 0; i < queued; i++) {
            by[queue[i]] = UNSEEN;
        }
        queued = 0;
        return path;
    }

    private boolean search(int start, int goal, int mask) {
        reach(start, START, UNSEEN);
        for (int i = 0; i < queued; i++) {
            int node = queue[i];
            if (node == goal) {
                return true;
            }
            int end = graph.first[node + 1];
            budget -= end - graph.first[node];
            if (budget < 0) {
                exhausted = true;
                return false;
            }
            for (int edge = graph.first[node]; edge < end; edge++) {
                if ((graph.type[edge] & mask) != 0 && by[graph.target[edge]] == UNSEEN) {
                    reach(graph.target[edge], edge, node);
                }
            }
        }
        return false;
    }

    private void reach(int node, int edge, int before) {
        by[node] = edge;
        from[node] = before;
        queue[queued++] = node;
    }

    private int[] trace(int goal) {
        IntList reversed = new IntList(8);
        for (int node = goal; by[node] != START; node = from[node]) {
            reversed.add(by[node]);
        }
        int[] path = new int[reversed.size()];
        for (int i = 0; i < path.length; i++) {
            path[i] = reversed.get(path.length - 1 - i);
        }
        return path;
    }
}
