package kyoten.raft;

import java.util.Arrays;
import kyoten.node.NodeId;

/** A leader's peers, ordered by name: a value over a small array, since every response changes one of a few. */
final class Peers {
    private final Progress[] all;

    private Peers(Progress[] all) {
        this.all = all;
    }

    static Peers of(Progress... all) {
        return new Peers(all.clone());
    }

    int size() {
        return all.length;
    }

    Progress get(int i) {
        return all[i];
    }

    /** The peer's place, or -1. */
    int find(NodeId node) {
        for (int i = 0; i < all.length; i++) {
            if (all[i].node().equals(node)) {
                return i;
            }
        }
        return -1;
    }

    Peers with(int i, Progress changed) {
        Progress[] copy = all.clone();
        copy[i] = changed;
        return new Peers(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Peers that && Arrays.equals(all, that.all);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(all);
    }

    @Override
    public String toString() {
        return Arrays.toString(all);
    }
}
