package kyoten.check.txn;

import java.util.Arrays;

/**
 * The causal order of transactions as vector clocks: for each transaction and each session, how many of the session's transactions are
 * causally before it. Session order and reading-from are its steps. Transactions on a cycle have no clocks.
 */
final class CausalOrder {
    private final int sessions;
    private final int[] session;
    private final int[] place;
    private final int[][] members;
    private final int[] order;
    private final int[] clocks;

    private CausalOrder(int sessions, int[] session, int[] place, int[][] members, int[] order, int[] clocks) {
        this.sessions = sessions;
        this.session = session;
        this.place = place;
        this.members = members;
        this.order = order;
        this.clocks = clocks;
    }

    /** The number of clock entries that a history needs. */
    static long size(Transactions txns) {
        return (long) txns.size() * (1 + maxProcess(txns));
    }

    private static int maxProcess(Transactions txns) {
        int most = 0;
        for (int txn = 0; txn < txns.size(); txn++) {
            most = Math.max(most, txns.process(txn));
        }
        return most;
    }

    /** @param graph session order and reading-from, without cycles */
    static CausalOrder of(Transactions txns, Graph graph) {
        int sessions = 1 + maxProcess(txns);
        int[] session = new int[txns.size()];
        int[] place = new int[txns.size()];
        int[] counts = new int[sessions];
        for (int txn : OrderEdges.sorted(txns, true)) {
            session[txn] = txns.process(txn);
            place[txn] = counts[session[txn]]++;
        }
        int[][] members = new int[sessions][];
        Arrays.setAll(members, s -> new int[counts[s]]);
        for (int txn = 0; txn < txns.size(); txn++) {
            members[session[txn]][place[txn]] = txn;
        }
        int[] order = topological(graph);
        CausalOrder causal = new CausalOrder(sessions, session, place, members, order, new int[txns.size() * sessions]);
        causal.flow(graph);
        return causal;
    }

    private static int[] topological(Graph graph) {
        int[] missing = new int[graph.nodes];
        for (int target : graph.target) {
            missing[target]++;
        }
        int[] order = new int[graph.nodes];
        int ready = 0;
        for (int node = 0; node < graph.nodes; node++) {
            if (missing[node] == 0) {
                order[ready++] = node;
            }
        }
        for (int i = 0; i < ready; i++) {
            for (int edge = graph.first[order[i]]; edge < graph.first[order[i] + 1]; edge++) {
                if (--missing[graph.target[edge]] == 0) {
                    order[ready++] = graph.target[edge];
                }
            }
        }
        return order;
    }

    private void flow(Graph graph) {
        for (int node : order) {
            for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
                int to = graph.target[edge];
                for (int s = 0; s < sessions; s++) {
                    int known = s == session[node] ? Math.max(clock(node, s), place[node] + 1) : clock(node, s);
                    clocks[to * sessions + s] = Math.max(clocks[to * sessions + s], known);
                }
            }
        }
    }

    int sessions() {
        return sessions;
    }

    /** How many transactions of the session are causally before this one. */
    int clock(int txn, int ofSession) {
        return clocks[txn * sessions + ofSession];
    }

    int place(int txn) {
        return place[txn];
    }

    int session(int txn) {
        return session[txn];
    }

    int member(int ofSession, int at) {
        return members[ofSession][at];
    }

    boolean before(int earlier, int later) {
        return place[earlier] < clock(later, session[earlier]);
    }
}
