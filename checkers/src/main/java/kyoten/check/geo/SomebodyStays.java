package kyoten.check.geo;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.history.Op;

/**
 * However many sites leave, one of the cluster stays: rule X6.
 *
 * <p>What is illegal: that each site of the history answers reads, asked for after all has settled, with the remark that it is fenced, and
 * none answers one without it, or does an update. Such a cluster takes no writes any more, for ever. The history must name
 * all sites of the cluster, by what was asked of them or by the mark {@link Mark.Majority}; if one of them doesn't answer, it may be the
 * one that stays, and nothing is known.
 */
public final class SomebodyStays implements Checker {
    private static final Claim CLAIM =
            new Claim("somebody-stays", "some site is a member of the cluster, once all has settled");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Members members = new Members(history);
        Fences fences = new Fences(history);
        TreeSet<String> sites = named(history);
        Map<String, Op> fenced = new HashMap<>();
        long ofMembers = 0;
        for (Op op : history.ops()) {
            sites.add(op.site());
            if (Fences.tells(op) && members.settledBefore(op.invokedAt()) != Long.MIN_VALUE) {
                if (fences.isOfMember(op)) {
                    ofMembers++;
                } else {
                    fenced.putIfAbsent(op.site(), op);
                }
            }
        }
        return ofMembers == 0 && !sites.isEmpty() && fenced.keySet().containsAll(sites)
                ? broken(history, fenced)
                : Verdict.unbroken(CLAIM, Evidence.of("answers of members once all had settled", ofMembers));
    }

    /** Nobody may have asked a site anything: the recorder says that there is one. */
    private static TreeSet<String> named(History history) {
        TreeSet<String> sites = new TreeSet<>();
        for (Mark mark : history.marks()) {
            if (mark instanceof Mark.Majority majority) {
                sites.add(majority.site());
            }
        }
        return sites;
    }

    private static Verdict broken(History history, Map<String, Op> fenced) {
        int[] shown = fenced.values().stream().mapToInt(Op::index).sorted().toArray();
        return new Verdict.Broken(
                CLAIM,
                "all sites say that they are fenced: " + String.join(", ", new TreeSet<>(fenced.keySet())),
                Witness.of(history.select(shown)));
    }
}
