package kyoten.check.txn;

/**
 * Edges from every one of many sources to every one of many sinks, except from a node to itself, in linear space.
 *
 * <p>Few pairs become plain edges. Many go through two chains of auxiliary nodes over the sinks: the i-th node of the <em>up to</em>
 * chain reaches sinks 0..i, the i-th of the <em>from</em> chain sinks i..n-1. A source that is itself sink j takes "up to j - 1" and
 * "from j + 1"; all others take the end of a chain. A single shared node would be shorter, but a source that is also a sink would then
 * lie on a cycle with it that stands for nothing.
 */
final class Fan {
    private static final int FEW = 32;

    private final Graph.Builder graph;
    private final int[] sinks;
    private final int[] reasons;
    private int[] upTo = {};
    private int[] from = {};

    /**
     * @param sinks the nodes reached, without repetition
     * @param reasons the version that explains each
     */
    Fan(Graph.Builder graph, int[] sinks, int[] reasons) {
        this.graph = graph;
        this.sinks = sinks;
        this.reasons = reasons;
    }

    /** Adds the edges of a type from all sources. */
    void connect(int[] sources, int type) {
        if ((long) sources.length * sinks.length <= FEW || sinks.length == 1) {
            for (int source : sources) {
                for (int i = 0; i < sinks.length; i++) {
                    graph.edge(source, sinks[i], type, reasons[i]);
                }
            }
            return;
        }
        buildChains();
        java.util.Map<Integer, Integer> places = new java.util.HashMap<>();
        for (int i = 0; i < sinks.length; i++) {
            places.put(sinks[i], i);
        }
        for (int source : sources) {
            connect(source, places.getOrDefault(source, -1), type);
        }
    }

    private void connect(int source, int place, int type) {
        int last = sinks.length - 1;
        if (place < 0) {
            graph.edge(source, upTo[last], type, -1);
            return;
        }
        if (place > 0) {
            graph.edge(source, upTo[place - 1], type, -1);
        }
        if (place < last) {
            graph.edge(source, from[place + 1], type, -1);
        }
    }

    private void buildChains() {
        if (upTo.length > 0) {
            return;
        }
        int size = sinks.length;
        upTo = new int[size];
        from = new int[size];
        for (int i = 0; i < size; i++) {
            upTo[i] = graph.node();
            graph.edge(upTo[i], sinks[i], Edge.THROUGH, reasons[i]);
            if (i > 0) {
                graph.edge(upTo[i], upTo[i - 1], Edge.THROUGH, -1);
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            from[i] = graph.node();
            graph.edge(from[i], sinks[i], Edge.THROUGH, reasons[i]);
            if (i < size - 1) {
                graph.edge(from[i], from[i + 1], Edge.THROUGH, -1);
            }
        }
    }
}
