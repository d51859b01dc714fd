package kyoten.check.geo;

import java.util.Set;
import kyoten.history.Op;

/** Writes and deletes, of the site's own or of all values. */
final class Updates {
    private static final Set<String> ALL = Set.of("write", "delete", "gwrite", "gdelete");

    private Updates() {}

    static boolean isOne(Op op) {
        return ALL.contains(op.f());
    }

    /** Whether it is one that was answered as done. */
    static boolean wasDone(Op op) {
        return isOne(op) && op.ok() && !op.outcome().startsWith("rejected");
    }
}
