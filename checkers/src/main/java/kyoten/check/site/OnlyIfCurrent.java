package kyoten.check.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Remarks;
import kyoten.history.Value;

/**
 * What was to be done only if its context was current, and was done, knew all that had happened to the key: deletions, too, which no
 * gread shows.
 *
 * <p>What is illegal: an update of the key that began after the gread of the context had been answered, and was itself answered before
 * the conditional one began, all at one site that forgets nothing of a key. Since then something is always there that the context
 * cannot know: what the update left, or what took that away. Not so after a gdelete that left a value beside it: a site may forget
 * that one as soon as all have it, for whoever knows the value misses nothing by that. Remarks ({@link Remarks#CURRENT}) say which updates
 * were conditional and done.
 *
 * <p>And a refusal as stale of which nothing can have been the cause ({@link StaleRefusals}): whoever is refused reads again and tries
 * again, and would do so for ever.
 */
public final class OnlyIfCurrent implements Checker {
    private static final Claim CLAIM = new Claim(
            "only-if-current",
            "what is done only if its context is current is not done over what the context cannot know, nor refused for nothing");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Map<Value, List<Op>> updates = new HashMap<>();
        for (Op op : history.ops()) {
            if (op.ok() && isUpdate(op) && !StaleRefusals.isRejected(op) && !isBesideOthers(op)) {
                updates.computeIfAbsent(op.key(), key -> new ArrayList<>()).add(op);
            }
        }
        long judged = 0;
        for (Op remark : history.ops()) {
            if (remark.f().equals(Remarks.CURRENT)) {
                Op conditional = Remarks.about(remark, "gwrite", "gdelete");
                for (Op update : updates.getOrDefault(conditional.key(), List.of())) {
                    if (isUnknownTo(conditional, update)) {
                        return broken(history, conditional, update);
                    }
                }
                judged++;
            }
        }
        return refusals(history, judged);
    }

    /** The verdict on what was not done, if there is nothing to say against what was. */
    private static Verdict refusals(History history, long done) {
        StaleRefusals refusals = new StaleRefusals(history);
        List<Op> stale = history.ops().stream()
                .filter(op -> op.ok() && isUpdate(op) && op.outcome().equals(StaleRefusals.STALE))
                .toList();
        for (Op refused : stale) {
            if (refusals.isForNothing(refused)) {
                String because =
                        refused + " was refused, though nothing can have happened that its context does not know";
                return broken(history, because, refused.token(), refused.index());
            }
        }
        Evidence judged = Evidence.of("conditional updates", done);
        return Verdict.unbroken(CLAIM, judged.plus(Evidence.of("refusals", stale.size())));
    }

    private static boolean isBesideOthers(Op op) {
        return op.f().equals("gdelete") && !op.outcome().equals("overwritten");
    }

    static boolean isUpdate(Op op) {
        return switch (op.f()) {
            case "write", "delete", "gwrite", "gdelete" -> true;
            default -> false;
        };
    }

    /** Whether a conditional update carries a context that is older than another update, which was done before it. */
    private static boolean isUnknownTo(Op conditional, Op update) {
        if (!update.precedes(conditional) || !update.site().equals(conditional.site())) {
            return false;
        }
        if (conditional.token() == Entry.NONE) {
            return true;
        }
        Op gread = conditional.history().op(conditional.token());
        return gread.site().equals(conditional.site()) && gread.precedes(update);
    }

    private static Verdict broken(History history, Op conditional, Op update) {
        int gread = conditional.token();
        String because = conditional + " was done, though its context is older than " + update;
        return gread == Entry.NONE
                ? broken(history, because, update.index(), conditional.index())
                : broken(history, because, gread, update.index(), conditional.index());
    }

    /** @param shown in order; the last of them is what is wrong */
    private static Verdict broken(History history, String because, int... shown) {
        Witness witness = new Witness(history.select(shown), List.of(shown.length - 1), List.of());
        return new Verdict.Broken(CLAIM, because, witness);
    }
}
