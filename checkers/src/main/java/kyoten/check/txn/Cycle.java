package kyoten.check.txn;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;

/**
 * A cycle of dependencies between transactions.
 *
 * @param links each from its transaction to the next link's, the last to the first's
 */
record Cycle(Seq<Link> links) {

    /**
     * One dependency.
     *
     * @param from the earlier transaction
     * @param type of {@link Edge}
     * @param reason the version that explains it, or -1
     */
    record Link(int from, int type, int reason) {}

    /** Names the cycle by the kinds of its edges. */
    Anomaly anomaly() {
        int adjacent = 0;
        int anti = 0;
        int all = 0;
        for (int i = 0; i < links.size(); i++) {
            all |= links.get(i).type();
            if (links.get(i).type() == Edge.RW) {
                anti++;
                adjacent += links.get((i + 1) % links.size()).type() == Edge.RW ? 1 : 0;
            }
        }
        Anomaly[] variants = variants(anti, adjacent, all);
        if ((all & Edge.REALTIME) != 0) {
            return variants[2];
        }
        return variants[(all & Edge.PROCESS) != 0 ? 1 : 0];
    }

    private static Anomaly[] variants(int anti, int adjacent, int all) {
        if (anti == 0 && (all & Edge.WR) == 0) {
            return new Anomaly[] {Anomaly.G0, Anomaly.G0_PROCESS, Anomaly.G0_REALTIME};
        }
        if (anti == 0) {
            return new Anomaly[] {Anomaly.G1C, Anomaly.G1C_PROCESS, Anomaly.G1C_REALTIME};
        }
        if (anti == 1) {
            return new Anomaly[] {Anomaly.G_SINGLE, Anomaly.G_SINGLE_PROCESS, Anomaly.G_SINGLE_REALTIME};
        }
        if (adjacent == 0) {
            return new Anomaly[] {Anomaly.G_NONADJACENT, Anomaly.G_NONADJACENT_PROCESS, Anomaly.G_NONADJACENT_REALTIME};
        }
        return new Anomaly[] {Anomaly.G2_ITEM, Anomaly.G2_ITEM_PROCESS, Anomaly.G2_ITEM_REALTIME};
    }

    /** The transactions, from the smallest on. */
    Seq<Integer> txns() {
        return links.map(Link::from);
    }

    /** The same cycle, told from its smallest transaction on, so that equal cycles are equal. */
    Cycle normalized() {
        int smallest = 0;
        for (int i = 1; i < links.size(); i++) {
            smallest = links.get(i).from() < links.get(smallest).from() ? i : smallest;
        }
        return new Cycle(Vector.ofAll(links.drop(smallest)).appendAll(links.take(smallest)));
    }
}
