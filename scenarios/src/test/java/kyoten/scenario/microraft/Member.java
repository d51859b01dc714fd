package kyoten.scenario.microraft;

import io.microraft.RaftEndpoint;
import kyoten.node.NodeId;

/**
 * A server in MicroRaft's words.
 *
 * @param name the node's
 */
record Member(String name) implements RaftEndpoint {
    static Member of(NodeId node) {
        return new Member(node.name());
    }

    NodeId node() {
        return new NodeId(name);
    }

    @Override
    public Object getId() {
        return name;
    }

    /** MicroRaft iterates hash maps of members: their order must be that of a hash which is the same everywhere. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Member member && member.name.equals(name);
    }
}
