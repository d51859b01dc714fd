package kyoten.check.geo;

import io.vavr.control.Option;
import java.util.List;
import java.util.stream.IntStream;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.check.linear.MultiValueClaim;
import kyoten.check.linear.SiblingSearch;
import kyoten.history.History;

/**
 * Per site and key, greads and gwrites are a linearizable multi-value register into which the writes of other sites arrive, at some
 * time after their invocation. Sites are searched apart.
 *
 * <p>A state is the set of live values. A gread returns exactly these. A write or delete of the site takes away the live values of
 * its own site, a gwrite or gdelete what the gread of its context had returned, wherever that was. {@code overwritten} needs that no
 * other value is left, {@code conflict} that one is. Each of the site's operations has its turn in one instant between its invocation
 * and its answer; an indeterminate one until the close of its session, or never. All this is illegal if no order exists, and a correct
 * site shows an order: the one in which it did things.
 *
 * <p>What other sites do is only guessed, so that nobody is accused wrongly:
 *
 * <ul>
 *   <li>a write of another site that a gread here shows <em>arrives</em> once, between its invocation and the first answer that shows
 *       it. One that no gread here shows may have been here all the same, until something took it away: then it can be all that a
 *       {@code conflict} was about, which is not asked for;
 *   <li>a value may <em>go</em> from the time on at which an update began that may arrive and may cover it, by itself or in turn
 *       ({@link Comings}). It goes by itself, not with that arrival, and whether or not the arrival had to take it away. A gwrite whose
 *       context comes from another site may cover more than its gread had returned, and counts as such an update for that;
 *   <li>an indeterminate write of the site that no gread here shows is left out, and so are all outcomes that it may have changed; it
 *       counts as an update that may cover;
 *   <li>when a site forgot, its register begins anew, and whatever was ever written may arrive again.
 * </ul>
 *
 * <p>So the search is sound and incomplete. What an arrival must take away, and what must arrive, is the business of {@link Merges}.
 * A key that one site alone uses, and that never forgot, is searched by {@link MultiValueClaim}.
 */
public final class SiteValues implements Checker {
    private static final Claim CLAIM = new MultiValueClaim().claim();
    private static final String INCOMPLETE =
            "the search of keys that several sites use never accuses wrongly, but may miss a"
                    + " violation: when writes arrived from elsewhere, and what they took away, is only guessed";

    /** How many operations are looked at to make a witness small; some seconds of time. */
    private static final long FOR_WITNESSES = 500_000;

    private final MultiValueClaim oneSite;

    public SiteValues() {
        this(new MultiValueClaim());
    }

    /**
     * @param oneSite judges the keys that one site alone uses
     */
    public SiteValues(MultiValueClaim oneSite) {
        this.oneSite = oneSite;
    }

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Keys keys = new Keys(history);
        boolean[] shared = new boolean[history.keyCount()];
        for (int key = 0; key < shared.length; key++) {
            shared[key] = keys.isShared(key);
        }
        int[] own = IntStream.range(0, history.size())
                .filter(op -> !shared[history.keyId(op)])
                .toArray();
        Verdict alone = oneSite.check(own.length == history.size() ? history : history.select(own), limits);
        if (alone.broken() || own.length == history.size()) {
            return alone;
        }
        Option<Verdict> unknown = Option.when(!alone.holds() && !alone.sawNothing(), alone);
        Evidence evidence = alone instanceof Verdict.Holds holds ? holds.evidence() : Evidence.of("operations", 0);
        for (int key = 0; key < shared.length; key++) {
            if (shared[key]) {
                Verdict verdict = judge(keys.rows(key), limits);
                if (verdict instanceof Verdict.Broken) {
                    return verdict;
                } else if (verdict instanceof Verdict.Holds holds) {
                    evidence = evidence.plus(holds.evidence());
                } else if (!verdict.sawNothing()) {
                    unknown = unknown.orElse(Option.some(verdict));
                }
            }
        }
        Evidence all = evidence;
        return unknown.getOrElse(() -> Verdict.unbroken(CLAIM, all));
    }

    /** Judges a key at all sites, in all their lives. */
    private static Verdict judge(Rows rows, Limits limits) {
        long looked = 0;
        for (SiteTrack track : SiteTrack.all(rows)) {
            SiblingSearch.Result result = track.search(limits);
            if (result instanceof SiblingSearch.Result.Stuck) {
                return broken(rows.history().select(rows.op), limits);
            } else if (result instanceof SiblingSearch.Result.GaveUp gaveUp) {
                return new Verdict.Unknown(
                        CLAIM,
                        "the limit of " + gaveUp.limit() + " was reached on key "
                                + rows.history().key(rows.history().keyId(rows.op[0])) + " at site " + track.site());
            }
            looked += track.looked();
        }
        return Verdict.unbroken(
                CLAIM, Evidence.of("operations", looked).and("objects", 1).note(INCOMPLETE));
    }

    private static Verdict broken(History history, Limits limits) {
        Limits few = Limits.steps(Math.min(limits.steps(), 200_000));
        History smallest = new Witnesses(part -> stuck(part, few).isDefined(), FOR_WITNESSES).smallest(history);
        SiteTrack.Stuck stuck = stuck(smallest, limits).get();
        String because = smallest.op(stuck.op()) + " at site " + stuck.site() + " has no place in any order of these "
                + smallest.size() + " operations, whenever the writes of other sites arrived";
        return new Verdict.Broken(CLAIM, because, new Witness(smallest, List.of(stuck.op()), List.of()));
    }

    private static Option<SiteTrack.Stuck> stuck(History history, Limits limits) {
        Keys keys = new Keys(history);
        for (int key = 0; key < keys.count(); key++) {
            if (keys.size(key) > 0) {
                Rows rows = keys.rows(key);
                for (SiteTrack track : SiteTrack.all(rows)) {
                    if (track.search(limits) instanceof SiblingSearch.Result.Stuck stuck) {
                        return Option.some(track.stuckAt(stuck.step()));
                    }
                }
            }
        }
        return Option.none();
    }
}
