package kyoten.check.geo;

import java.util.List;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;

/**
 * A site that was declared gone, and is not, knows it.
 *
 * <p>What is illegal: an update that is answered as done at a site of which the recorder says ({@link kyoten.history.Mark.Gone}) that
 * others were told of its leave, or a read or gread there without the remark that it is fenced, if it is asked for after all has
 * settled. Such a site would go on by itself, with clients who believe that others get what they write. Rules X6 and X7.
 */
public final class GoneSites implements Checker {
    private static final Claim CLAIM =
            new Claim("gone-sites-know-it", "a site that was declared gone says so, once all has settled");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Members members = new Members(history);
        Fences fences = new Fences(history);
        long judged = 0;
        for (Op op : history.ops()) {
            if (Fences.tells(op) && members.isGone(op.site(), members.settledBefore(op.invokedAt()))) {
                judged++;
                if (fences.isOfMember(op)) {
                    return broken(history, op);
                }
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("answers of sites that are gone", judged));
    }

    private static Verdict broken(History history, Op op) {
        String because = op + " was answered at site " + op.site()
                + " as if it were a member, though others had been told that it is gone, and all had settled";
        return new Verdict.Broken(
                CLAIM, because, new Witness(history.select(new int[] {op.index()}), List.of(0), List.of()));
    }
}
