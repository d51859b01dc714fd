package kyoten.check.geo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Remarks;

/**
 * A site that said to be fenced takes no writes.
 *
 * <p>What is illegal: a write, delete, gwrite or gdelete that is answered as done at a site which had left (a mark of the recorder says
 * since when), and of which an answer had said so before the write began. A leave is final, and an update of a site that has left
 * goes nowhere. Until the site joins again, as a new one of the same name, it must refuse. (That it refuses, and answers at all, is the
 * business of available-in-site.)
 */
public final class FencedSites implements Checker {
    private static final Claim CLAIM =
            new Claim("fenced-sites-refuse", "a site that says to have left its cluster takes no more writes");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Members members = new Members(history);
        Map<String, Op> first = new HashMap<>();
        for (Op op : history.ops()) {
            if (op.f().equals(Remarks.FENCED) && op.ok()) {
                members.leftSince(op.site(), op.invokedAt())
                        .forEach(since -> first.putIfAbsent(op.site() + '\n' + since, op));
            }
        }
        long judged = first.size();
        for (Op op : history.ops()) {
            for (long since : Updates.isOne(op) ? members.leftSince(op.site(), op.invokedAt()) : List.<Long>of()) {
                Op fenced = first.get(op.site() + '\n' + since);
                if (fenced == null || !fenced.precedes(op)) {
                    continue;
                }
                judged++;
                boolean stayed = members.leftSince(op.site(), op.completedAt()).contains(since);
                if (stayed && Updates.wasDone(op)) {
                    return broken(history, fenced, op);
                }
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("fenced sites and writes to them", judged));
    }

    private static Verdict broken(History history, Op fenced, Op update) {
        String because =
                update + " was done at site " + update.site() + ", which had said by " + fenced + " that it is fenced";
        History witness = history.select(new int[] {fenced.index(), update.index()});
        return new Verdict.Broken(CLAIM, because, new Witness(witness, List.of(1, 0), List.of()));
    }
}
