package kyoten.check.geo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Whoever comes with a context that is older than all deletes of a key, and wants something done only if that is current, is refused at
 * each site, also at one that joined when the deletes had been forgotten.
 *
 * <p>What is illegal, once all has settled: an update at a member that is done only if its context is current, and is done. The
 * context is none, or that of a gread, at any site, that was answered before any delete of the key began; at least one delete was
 * acknowledged before the mark; and a gread has shown that nothing is left of the key at this site since. So no value that the context may
 * know lives there, and what has come since, what took that away, or the memory that something was forgotten, it does not know. Keys with
 * updates in doubt are not judged, nor do deletes count at sites that may have forgotten. Remarks ({@link Remarks#CURRENT}) say what was
 * conditional and done; what was {@code rejected: stale} is what is looked at, too.
 */
public final class OldContexts implements Checker {
    private static final Claim CLAIM = new Claim(
            "old-contexts-are-refused",
            "what is to be done only if its context is current is refused, at any site, if the context is older than all deletes of a key");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Judge judge = new Judge(history);
        long refused = 0;
        for (Op op : history.ops()) {
            boolean isDone = op.f().equals(Remarks.CURRENT);
            Op asked = isDone ? Remarks.about(op, "gwrite", "gdelete") : op;
            if (isDone || op.outcome().equals("rejected: stale")) {
                Optional<Reasons> reasons = judge.reasonsToRefuse(asked);
                if (isDone && reasons.isPresent()) {
                    return broken(asked, reasons.get());
                }
                refused += reasons.isPresent() ? 1 : 0;
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("refusals", refused));
    }

    /**
     * Why an update must be refused.
     *
     * @param delete that it does not know
     * @param look that has shown that nothing is left of the key at the site
     */
    private record Reasons(Op delete, Op look) {}

    /** Looks up what happened to a key. */
    private static final class Judge {
        private final Members members;
        private final Map<Value, List<Op>> ofKey = new HashMap<>();

        Judge(History history) {
            members = new Members(history);
            for (Op op : history.ops()) {
                boolean mayHaveHappened =
                        op.type() != Type.FAIL && !op.outcome().startsWith("rejected");
                if (op.f().equals("gread") && op.ok() || Updates.isOne(op) && mayHaveHappened) {
                    ofKey.computeIfAbsent(op.key(), key -> new ArrayList<>()).add(op);
                }
            }
        }

        Optional<Reasons> reasonsToRefuse(Op asked) {
            List<Op> all = ofKey.getOrDefault(asked.key(), List.of());
            long settled = members.settledBefore(asked.invokedAt());
            boolean isMember =
                    members.leftSince(asked.site(), asked.completedAt()).isEmpty();
            boolean isClear = all.stream().allMatch(op -> op.ok() && (!isDelete(op) || isYounger(op, asked)));
            Optional<Op> look = all.stream()
                    .filter(op -> isMember && isClear && op.invokedAt() > settled && showsNothing(op, asked))
                    .findFirst();
            return all.stream()
                    .filter(op -> isDelete(op) && op.completedAt() < settled && !members.mayForget(op.site()))
                    .findFirst()
                    .flatMap(delete -> look.map(shown -> new Reasons(delete, shown)));
        }

        private static boolean isDelete(Op op) {
            return op.f().endsWith("delete");
        }

        /** Whether a delete began when the context that an update carries had been answered. */
        private static boolean isYounger(Op delete, Op asked) {
            return asked.token() == Entry.NONE
                    || asked.history().op(asked.token()).precedes(delete);
        }

        private static boolean showsNothing(Op look, Op asked) {
            return look.f().equals("gread")
                    && look.site().equals(asked.site())
                    && look.precedes(asked)
                    && look.output().members().isEmpty();
        }
    }

    private static Verdict broken(Op done, Reasons reasons) {
        int[] shown = IntStream.of(done.token(), reasons.delete.index(), reasons.look.index(), done.index())
                .filter(op -> op != Entry.NONE)
                .toArray();
        String because = done + " was done at site " + done.site() + ", though its context is older than "
                + reasons.delete + ", which all members know";
        Witness witness = new Witness(done.history().select(shown), List.of(shown.length - 1), List.of());
        return new Verdict.Broken(CLAIM, because, witness);
    }
}
