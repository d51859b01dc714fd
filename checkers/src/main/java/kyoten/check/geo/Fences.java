package kyoten.check.geo;

import java.util.HashSet;
import java.util.Set;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Remarks;

/** Which answers came from a site that took itself for a member of its cluster, and which from one that said to be none. */
final class Fences {
    private static final Set<String> READS = Set.of("read", "gread");

    private final Set<Integer> fenced = new HashSet<>();

    Fences(History history) {
        for (Op op : history.ops()) {
            if (op.f().equals(Remarks.FENCED)) {
                fenced.add(op.token());
            }
        }
    }

    /** Whether an operation says what its site takes itself for: a read that was answered, or an update that was done. */
    static boolean tells(Op op) {
        return op.ok() && READS.contains(op.f()) || Updates.wasDone(op);
    }

    /** Whether one that tells was answered as by a member. */
    boolean isOfMember(Op op) {
        return !fenced.contains(op.index());
    }
}
