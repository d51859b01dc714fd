package kyoten.check.geo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Remarks;
import kyoten.history.Value;

/**
 * A read answers what its site's own clients wrote last, and says so if another site has replaced it since.
 *
 * <p>While a value is what read answers, none of the site's own updates has come after it. So the value lives at the site, and greads
 * show it, until an update of another site replaces it; from then on it is dead there for ever, and read has to say so. Values are
 * written once. A remark ({@link Remarks#REPLACED}) beside a read tells what it said.
 *
 * <p>A value was <em>gone</em> at its site when a gread was answered that did not show it, and had begun after the value was known there:
 * after its write was answered, or something that had shown it; or when a read was answered that said that it is replaced. It was
 * <em>there</em> when a gread that shows it began, or a read that said that it is not replaced. Illegal is that a value is there after
 * it was gone, where a read says one of the two. (Where greads say both, it is the business of {@link Merges}.)
 *
 * <p>What is not judged: a read of nothing, and all that is read at a site that may have forgotten something.
 */
public final class ReplacedReads implements Checker {
    private static final Claim CLAIM = new Claim(
            "replaced-is-told",
            "a read says that another site has replaced what it shows when that is so, and not before");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Looks looks = new Looks(history);
        long judged = 0;
        long replaced = 0;
        for (Op remark : history.ops()) {
            if (!remark.f().equals(Remarks.REPLACED) || !remark.ok() || !looks.isJudged(about(remark))) {
                continue;
            }
            Op read = about(remark);
            Looks.Sight sight = looks.at(read);
            if (says(remark)) {
                if (sight.there().exists(read::precedes)) {
                    return broken(history, remark, sight.there().get());
                }
                looks.saw(read, sight.goneFor(read));
                replaced++;
                judged += sight.last().exists(read::precedes) ? 1 : 0;
            } else if (sight.gone().exists(gone -> gone.precedes(read))) {
                return broken(history, remark, sight.gone().get());
            } else {
                judged += sight.first().exists(gread -> gread.precedes(read)) ? 1 : 0;
            }
        }
        return Verdict.unbroken(
                CLAIM, Evidence.of("reads beside greads", judged).and("reads of what was replaced", replaced));
    }

    private static boolean says(Op remark) {
        return remark.output().equals(Value.of(true));
    }

    private static Op about(Op remark) {
        return Remarks.about(remark, "read");
    }

    private static Verdict broken(History history, Op remark, Op other) {
        Op read = about(remark);
        String because = says(remark)
                ? read + " said that another site has replaced it, but " + other + " showed it afterwards"
                : read + " did not say that another site has replaced it, but " + other + " knew so before";
        int[] all = IntStream.range(0, history.size())
                .filter(op -> op == read.index() || op == other.index() || isAbout(history.op(op), read, other))
                .toArray();
        List<Integer> lit = List.of(Arrays.binarySearch(all, read.index()), Arrays.binarySearch(all, other.index()));
        return new Verdict.Broken(CLAIM, because, new Witness(history.select(all), lit, List.of()));
    }

    /** Whether an operation showed that the value had been put, or is the remark beside one of the two. */
    private static boolean isAbout(Op op, Op read, Op other) {
        boolean isBeside =
                op.f().equals(Remarks.REPLACED) && (op.token() == read.index() || op.token() == other.index());
        return isBeside
                || op.f().endsWith("write")
                        && op.key().equals(read.key())
                        && op.input().equals(read.output());
    }
}
