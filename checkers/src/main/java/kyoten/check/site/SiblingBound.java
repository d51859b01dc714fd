package kyoten.check.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Value;

/**
 * Siblings don't pile up where clients read before they write: a gread never shows more values than clients wrote them.
 *
 * <p>What is illegal: two values of one client, side by side, of which the client wrote the later with the context of a gread
 * that it began after the earlier one was answered, all at one site. That gread knew the earlier value, so the later write
 * covers it, wherever the two meet. Each value that its client wrote with another context, or none, may add one. A client whose
 * operation ended in doubt goes on as another, and so counts as two. Sites whose disks forgot are no matter of this claim.
 */
public final class SiblingBound implements Checker {
    private static final Claim CLAIM = new Claim(
            "siblings-bounded", "clients that read before they write leave no more siblings than there are clients");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Writers writers = new Writers(history);
        long judged = 0;
        long most = 0;
        for (Op gread : history.ops()) {
            if (!gread.f().equals("gread") || !gread.ok()) {
                continue;
            }
            List<Op> siblings = writers.of(gread);
            int bound = bound(siblings, writers);
            if (siblings.size() > bound) {
                return broken(history, gread, siblings, bound);
            }
            judged++;
            most = Math.max(most, siblings.size());
        }
        return Verdict.unbroken(CLAIM, Evidence.of("greads", judged).and("most siblings at once", most));
    }

    /** How many processes wrote the values, and how many of these were written without a look before. */
    private static int bound(List<Op> siblings, Writers writers) {
        Set<String> processes = new HashSet<>();
        int blind = 0;
        for (Op write : siblings) {
            processes.add(write.process());
            blind += writers.looked(write) ? 0 : 1;
        }
        return processes.size() + blind;
    }

    private static Verdict broken(History history, Op gread, List<Op> siblings, int bound) {
        int[] shown = new int[siblings.size() + 1];
        for (int i = 0; i < siblings.size(); i++) {
            shown[i] = siblings.get(i).index();
        }
        shown[siblings.size()] = gread.index();
        History witness = history.select(shown);
        String because = gread + " at site " + gread.site() + " shows " + siblings.size()
                + " siblings, though no more than " + bound + " can be left by clients that read before they write";
        return new Verdict.Broken(CLAIM, because, new Witness(witness, List.of(witness.size() - 1), List.of()));
    }

    /** Who wrote what, and what each write had read. */
    private static final class Writers {
        private final Map<List<Value>, Op> byValue = new HashMap<>();
        private final History history;
        private final Map<Integer, Op> before = new HashMap<>();

        Writers(History history) {
            this.history = history;
            Map<List<Object>, Op> latest = new HashMap<>();
            for (Op op : history.ops()) {
                if (op.f().equals("gwrite") || op.f().equals("write")) {
                    byValue.put(List.of(op.key(), op.input()), op);
                    Op previous = latest.put(List.of(op.key(), op.process()), op);
                    if (previous != null) {
                        before.put(op.index(), previous);
                    }
                }
            }
        }

        /** The writes of the values that a gread shows; of a value that nobody wrote, none. */
        List<Op> of(Op gread) {
            List<Op> writes = new ArrayList<>();
            if (gread.output() instanceof Value.Group group) {
                for (Value value : group.values()) {
                    Op write = byValue.get(List.of(gread.key(), value));
                    if (write != null) {
                        writes.add(write);
                    }
                }
            }
            return writes;
        }

        /** Whether a write carries what its own client read after it had written the key before. */
        boolean looked(Op write) {
            Op previous = before.get(write.index());
            if (previous == null || write.token() == Entry.NONE) {
                return previous == null;
            }
            Op gread = history.op(write.token());
            return gread.process().equals(write.process())
                    && gread.site().equals(previous.site())
                    && previous.precedes(gread);
        }
    }
}
