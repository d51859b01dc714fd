package kyoten.check.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.history.Op;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Whether there was any cause to refuse an update as stale. A site may forget where it saw what, and so may refuse more than it
 * has to; each way in which it may is an excuse here.
 *
 * <ul>
 *   <li>An update of the key that may have taken effect since the gread of the context began.
 *   <li>If the gread showed nothing: a delete of another key that may not be known to the context. What is forgotten of a key after
 *       its deletion is forgotten for all keys of its stream, and nobody knows here which keys those are. The context of a key that
 *       is not there knows all of the stream; that of one whose deletion is still remembered knows what came before its own last
 *       update.
 *   <li>If it showed nothing and the site has drawn another epoch: numbers of one epoch say nothing of another.
 *   <li>A context of another site or key or of none, other sites, of which anything may arrive, and sites that forgot something.
 * </ul>
 */
final class StaleRefusals {
    /** What an update is answered that was to be done only if its context was current, and was not done. */
    static final String STALE = "rejected: stale";

    private final Map<Value, List<Op>> ofKey = new HashMap<>();
    private final List<Op> deletes = new ArrayList<>();
    private final boolean isOneSite;
    private final long newEpoch;

    StaleRefusals(History history) {
        for (Op op : history.ops()) {
            if (OnlyIfCurrent.isUpdate(op) && op.type() != Type.FAIL && !isRejected(op)) {
                ofKey.computeIfAbsent(op.key(), key -> new ArrayList<>()).add(op);
                if (op.f().endsWith("delete")) {
                    deletes.add(op);
                }
            }
        }
        boolean isMoved = history.marks().stream().anyMatch(StaleRefusals::isMove);
        isOneSite = !isMoved && history.ops().stream().map(Op::site).distinct().count() < 2;
        newEpoch = newEpoch(history);
    }

    static boolean isRejected(Op op) {
        return op.outcome().startsWith("rejected");
    }

    private static boolean isMove(Mark mark) {
        return mark instanceof Mark.Exempt
                || mark instanceof Mark.Rebuilt
                || mark instanceof Mark.Left
                || mark instanceof Mark.Joined;
    }

    /** When the site may first have given up an epoch in which it had done something. */
    private static long newEpoch(History history) {
        long answered = history.ops().stream()
                .filter(Op::ok)
                .mapToLong(Op::completedAt)
                .min()
                .orElse(Long.MAX_VALUE);
        List<Long> epochs = history.marks().stream()
                .filter(Mark.Epoch.class::isInstance)
                .map(Mark::time)
                .toList();
        return epochs.stream()
                .filter(time -> answered <= time || !time.equals(epochs.get(0)))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether nothing can have happened that a site could refuse this for. */
    boolean isForNothing(Op refused) {
        if (!isOneSite || refused.token() == Entry.NONE) {
            return false;
        }
        Op gread = refused.history().op(refused.token());
        boolean isOfKey = gread.f().equals("gread") && gread.key().equals(refused.key());
        return isOfKey && gread.ok() && gread.precedes(refused) && !isExcused(gread, refused);
    }

    private boolean isExcused(Op gread, Op refused) {
        List<Op> updates = ofKey.getOrDefault(refused.key(), List.of());
        if (updates.stream().anyMatch(update -> !refused.precedes(update) && !update.precedes(gread))) {
            return true;
        }
        boolean showsNothing = gread.output().members().isEmpty();
        return showsNothing && (newEpoch <= refused.completedAt() || isDeletedBeside(updates, gread, refused));
    }

    /** Whether another key may have been deleted of which the context does not know. */
    private boolean isDeletedBeside(List<Op> updates, Op gread, Op refused) {
        int known = updates.stream()
                .filter(update -> update.precedes(gread))
                .mapToInt(update -> update.history().invokeRank(update.index()))
                .max()
                .orElse(History.OPEN);
        return deletes.stream()
                .filter(delete -> !delete.key().equals(refused.key()) && !refused.precedes(delete))
                .anyMatch(delete -> !delete.precedes(gread) || delete.history().returnRank(delete.index()) >= known);
    }
}
