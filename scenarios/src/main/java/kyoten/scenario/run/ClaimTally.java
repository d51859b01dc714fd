package kyoten.scenario.run;

import io.vavr.control.Option;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Verdict;

/**
 * How often a claim held, was broken and is unknown in the runs of a campaign.
 *
 * @param lookedAtNothing how many runs had nothing that the claim speaks of
 * @param gaveUp how many runs hit a limit
 * @param why of the first run by seed that hit a limit
 */
public record ClaimTally(Claim claim, long holds, long broken, long lookedAtNothing, long gaveUp, Option<String> why) {

    static ClaimTally of(Claim claim) {
        return new ClaimTally(claim, 0, 0, 0, 0, Option.none());
    }

    ClaimTally with(Verdict verdict) {
        if (verdict.holds()) {
            return new ClaimTally(claim, holds + 1, broken, lookedAtNothing, gaveUp, why);
        }
        if (verdict.broken()) {
            return new ClaimTally(claim, holds, broken + 1, lookedAtNothing, gaveUp, why);
        }
        boolean nothing = verdict.equals(Verdict.unbroken(claim, Evidence.of("", 0)));
        return nothing
                ? new ClaimTally(claim, holds, broken, lookedAtNothing + 1, gaveUp, why)
                : new ClaimTally(
                        claim,
                        holds,
                        broken,
                        lookedAtNothing,
                        gaveUp + 1,
                        why.orElse(Option.of(((Verdict.Unknown) verdict).why())));
    }

    /** Whether the campaign says nothing of this claim: a run hit a limit, or none had anything to look at. */
    public boolean unknown() {
        return broken == 0 && (gaveUp > 0 || holds == 0);
    }
}
