package kyoten.check.txn;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds cycles and names them. Whether there is a cycle at all is decided by one pass of Tarjan's algorithm over all edges; what is not
 * on a cycle is gone after that. Then each family of anomalies has a mask of edges, and an edge of the family's kind whose two ends lie in
 * one component of that mask closes a cycle: a shortest path back completes it.
 *
 * <p>The families are searched with data edges alone, then with the order of processes, then with real time, and each time only through
 * edges that closed no cycle before, so that an anomaly is named by as little as it needs. Shortest paths may yield a stronger anomaly than
 * the one looked for; each cycle is named by what it is. G-single alone needs a search per anti-dependency, which is given up after a
 * fixed number of steps; {@link #exhausted} says so.
 */
final class CycleSearch {
    private static final int PER_FAMILY = 8;
    private static final long BUDGET = 50_000_000;

    private final Tangle tangle;
    private final int txnCount;
    private final Map<Anomaly, Set<Cycle>> found = new EnumMap<>(Anomaly.class);
    private final Paths paths;
    private boolean exhausted;

    private CycleSearch(Tangle tangle, int txnCount) {
        this.tangle = tangle;
        this.txnCount = txnCount;
        paths = new Paths(tangle.graph(), BUDGET);
    }

    /**
     * @param txnCount nodes from this number on are auxiliary
     * @param order which of {@link Edge#PROCESS} and {@link Edge#REALTIME} may be followed
     */
    static CycleSearch over(Graph graph, int txnCount, int order) {
        CycleSearch search = new CycleSearch(Tangle.of(graph, Edge.DATA | order), txnCount);
        if (!search.tangle.isEmpty()) {
            search.level(0, -1);
            if ((order & Edge.PROCESS) != 0) {
                search.level(Edge.PROCESS, 0);
            }
            if ((order & Edge.REALTIME) != 0) {
                search.level(Edge.PROCESS | Edge.REALTIME, order & Edge.PROCESS);
            }
        }
        return search;
    }

    Seq<Cycle> cycles() {
        return Vector.ofAll(found.values()).flatMap(Vector::ofAll);
    }

    boolean exhausted() {
        return exhausted || paths.exhausted();
    }

    /** @param weaker the order edges of the level before, -1 if there was none */
    private void level(int order, int weaker) {
        family(Edge.WW, Edge.WW, order, weaker);
        family(Edge.WW | Edge.WR, Edge.WR, order, weaker);
        single(order, weaker);
        nonadjacent(order, weaker);
        family(Edge.DATA, Edge.RW, order, weaker);
    }

    /** Cycles over a mask that hold an edge of a kind, and did not without the order edges of this level. */
    private void family(int mask, int kind, int order, int weaker) {
        Components.Result now = Components.of(tangle.graph(), mask | order);
        Components.Result before = weaker < 0 ? null : Components.of(tangle.graph(), mask | weaker);
        int closed = 0;
        for (int node = 0; node < tangle.graph().nodes && closed < PER_FAMILY; node++) {
            for (int edge = first(node); edge < end(node) && closed < PER_FAMILY; edge++) {
                int to = tangle.graph().target[edge];
                boolean closes = tangle.graph().type[edge] == kind && now.together(node, to);
                if (closes && (before == null || !before.together(node, to))) {
                    closed += close(node, edge, mask | order) ? 1 : 0;
                }
            }
        }
    }

    /** Cycles with one anti-dependency: back from its end to its start without another. */
    private void single(int order, int weaker) {
        int mask = Edge.WW | Edge.WR | order;
        Components.Result all = Components.of(tangle.graph(), Edge.DATA | order);
        int closed = 0;
        for (int node = 0; node < tangle.graph().nodes && closed < PER_FAMILY; node++) {
            for (int edge = first(node); edge < end(node) && closed < PER_FAMILY; edge++) {
                int to = tangle.graph().target[edge];
                if (tangle.graph().type[edge] == Edge.RW && all.together(node, to) && !paths.exhausted()) {
                    closed += close(node, edge, mask) ? 1 : 0;
                }
            }
        }
    }

    /** Whether a path leads back from the edge's end to its start; the cycle is kept. */
    private boolean close(int node, int edge, int mask) {
        int[] back = paths.find(tangle.graph().target[edge], node, mask);
        if (back == null) {
            return false;
        }
        int[] cycle = new int[back.length + 1];
        cycle[0] = edge;
        System.arraycopy(back, 0, cycle, 1, back.length);
        return keep(node, cycle);
    }

    private void nonadjacent(int order, int weaker) {
        int mask = Edge.WW | Edge.WR | order;
        Graph product = tangle.nonadjacent(mask);
        Components.Result components = Components.of(product, Edge.DATA | order);
        if (components.count() == 0) {
            return;
        }
        Paths inProduct = new Paths(product, BUDGET);
        int closed = 0;
        for (int node = 0; node < tangle.graph().nodes && closed < PER_FAMILY; node++) {
            for (int edge = product.first[node]; edge < product.first[node + 1] && closed < PER_FAMILY; edge++) {
                int to = product.target[edge];
                if (product.type[edge] == Edge.RW && components.together(node, to)) {
                    int[] back = inProduct.find(to, node, Edge.DATA | order);
                    closed += back != null && keepProduct(node, edge, back, product) ? 1 : 0;
                }
            }
        }
        exhausted |= inProduct.exhausted();
    }

    private boolean keepProduct(int node, int edge, int[] back, Graph product) {
        int[] cycle = new int[back.length + 1];
        cycle[0] = product.reason[edge];
        for (int i = 0; i < back.length; i++) {
            cycle[i + 1] = product.reason[back[i]];
        }
        return keep(node, cycle);
    }

    /** Translates a cycle of edges into one of transactions; false if it was known. */
    private boolean keep(int start, int[] edges) {
        Cycle cycle = new CycleReader(tangle, txnCount).read(start, edges);
        return found.computeIfAbsent(cycle.anomaly(), any -> new LinkedHashSet<>())
                .add(cycle);
    }

    private int first(int node) {
        return tangle.graph().first[node];
    }

    private int end(int node) {
        return tangle.graph().first[node + 1];
    }
}
