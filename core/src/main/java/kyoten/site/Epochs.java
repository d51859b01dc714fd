package kyoten.site;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import kyoten.gossip.Member;
import kyoten.node.NodeId;

/**
 * The epochs of a site, rule S3.
 *
 * @param current 0 before the first
 * @param boots of the servers that are known to have all that they acknowledged in this epoch
 * @param closed the earlier ones, in order
 */
public record Epochs(long current, SortedMap<NodeId, Long> boots, Vector<Long> closed) {
    static final Epochs NONE = new Epochs(0, TreeMap.empty(), Vector.empty());

    Epochs begin(long epoch, SortedMap<NodeId, Long> newBoots) {
        return new Epochs(epoch, newBoots, current == 0 ? closed : closed.append(current));
    }

    /** A member with these epochs. */
    Member of(Member member) {
        if (current == 0) {
            return member;
        }
        Member known = member;
        for (long epoch : closed) {
            known = known.ordinals().containsKey(epoch) ? known : known.in(epoch);
        }
        return known.in(current);
    }

    Epochs vouch(SortedMap<NodeId, Long> newBoots) {
        return new Epochs(current, newBoots, closed);
    }
}
