package kyoten.sim;

import java.util.ArrayList;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.sim.Fault.Partition;

/** The usual shapes of partitions. */
public final class Partitions {

    private Partitions() {}

    /** The first half, rounded down, against the rest. */
    public static Partition halves(List<NodeId> nodes) {
        int half = nodes.size() / 2;
        return new Partition(List.of(nodes.subList(0, half), nodes.subList(half, nodes.size())));
    }

    /** One node against the rest. */
    public static Partition isolate(NodeId node, List<NodeId> nodes) {
        return new Partition(List.of(List.of(node), without(nodes, node)));
    }

    /** Two halves and a node between them that reaches everybody. */
    public static Partition bridge(NodeId bridge, List<NodeId> nodes) {
        List<NodeId> others = without(nodes, bridge);
        int half = others.size() / 2;
        List<NodeId> left = new ArrayList<>(others.subList(0, half));
        List<NodeId> right = new ArrayList<>(others.subList(half, others.size()));
        left.add(bridge);
        right.add(bridge);
        return new Partition(List.of(left, right));
    }

    /** Each node reaches its two neighbours only. */
    public static Partition ring(List<NodeId> nodes) {
        List<List<NodeId>> pairs = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            pairs.add(List.of(nodes.get(i), nodes.get((i + 1) % nodes.size())));
        }
        return new Partition(pairs);
    }

    /** A node reaches one peer only; the peer and all others reach each other. */
    public static Partition oneReachable(NodeId node, NodeId peer, List<NodeId> nodes) {
        return new Partition(List.of(List.of(node, peer), without(nodes, node)));
    }

    private static List<NodeId> without(List<NodeId> nodes, NodeId node) {
        return nodes.stream().filter(other -> !other.equals(node)).toList();
    }
}
