package kyoten.raft;

import io.vavr.control.Option;
import kyoten.node.NodeId;

/**
 * What a server must not forget besides its log.
 *
 * @param term the current term
 * @param vote whom it voted for in that term
 * @param diskId its disk's identity; 0 before it has drawn one
 */
record HardState(long term, Option<NodeId> vote, long diskId) {

    static final HardState NONE = new HardState(0, Option.none(), 0);

    HardState inTerm(long newTerm) {
        if (newTerm <= term) {
            throw new IllegalStateException("the term goes from " + term + " to " + newTerm);
        }
        return new HardState(newTerm, Option.none(), diskId);
    }

    HardState votingFor(NodeId candidate) {
        if (vote.isDefined() && !vote.get().equals(candidate)) {
            throw new IllegalStateException("a second vote in term " + term + ": " + vote.get() + ", " + candidate);
        }
        return new HardState(term, Option.some(candidate), diskId);
    }

    HardState onDisk(long newDiskId) {
        return new HardState(term, vote, newDiskId);
    }
}
