package kyoten.node;

/**
 * The name of a node, unique in its cluster, such as {@code tokyo/2} for a server or {@code client-7} for a client.
 *
 * @param name not empty; at most 255 characters
 */
public record NodeId(String name) implements Comparable<NodeId> {

    public NodeId {
        if (name.isEmpty() || name.length() > 255) {
            throw new IllegalArgumentException("a node's name has 1 to 255 characters: \"" + name + '"');
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
