package kyoten.causal;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/**
 * What a key holds: the updates that no other known update has replaced, and what is known of the key at all.
 *
 * <p>A function of the set of updates applied, so long as updates of one origin come in order: sites that have applied
 * the same updates hold the same siblings, whatever the order of the origins' updates among each other.
 *
 * @param live ordered by dot, tombstones among them
 * @param seen the join of the dots and the contexts of all updates applied
 */
public record Siblings(Seq<Sibling> live, VersionVector seen) {
    private static final Siblings NONE = new Siblings(Array.empty(), VersionVector.empty());

    /** A key to which no update has been applied. */
    public static Siblings none() {
        return NONE;
    }

    /**
     * Applies an update: what its context covers goes; it is added unless it has been seen, or covered, before; and
     * its context and its dot are seen from now on, even then.
     *
     * @param context what the writer knew of the key
     */
    public Siblings apply(Sibling update, VersionVector context) {
        Seq<Sibling> remaining = remaining(context);
        if (!seen.covers(update.dot())) {
            remaining = inserted(remaining, update);
        }
        return new Siblings(remaining, seen.join(context).with(update.dot()));
    }

    /** The siblings that a context doesn't cover, tombstones among them. */
    public Seq<Sibling> remaining(VersionVector context) {
        return live.filter(sibling -> !context.covers(sibling.dot()));
    }

    /** Whether a context covers every sibling, tombstones included. */
    public boolean coveredBy(VersionVector context) {
        return live.forAll(sibling -> context.covers(sibling.dot()));
    }

    /** Whether a sibling of a dot lives. */
    public boolean has(Dot dot) {
        return live.exists(sibling -> sibling.dot().equals(dot));
    }

    /**
     * What the updates that have been applied on either of two sides leave. A sibling that is on one side only is dead if
     * the other side has applied it, or has seen it at this key.
     *
     * @param applied all updates, of any key, that have been applied on this side
     * @param otherApplied the same on the other side
     */
    public Siblings merge(Siblings other, VersionVector applied, VersionVector otherApplied) {
        Seq<Sibling> merged = live.filter(
                mine -> other.has(mine.dot()) || !otherApplied.covers(mine.dot()) && !other.seen.covers(mine.dot()));
        for (Sibling theirs : other.live) {
            if (!has(theirs.dot()) && !applied.covers(theirs.dot()) && !seen.covers(theirs.dot())) {
                merged = inserted(merged, theirs);
            }
        }
        return new Siblings(merged, seen.join(other.seen));
    }

    private static Seq<Sibling> inserted(Seq<Sibling> siblings, Sibling added) {
        int place = 0;
        while (place < siblings.size() && siblings.get(place).dot().compareTo(added.dot()) < 0) {
            place++;
        }
        return siblings.insert(place, added);
    }
}
