package kyoten.site;

import io.vavr.collection.Seq;
import io.vavr.collection.SortedSet;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;

/**
 * What a site holds of one key, rule S4.
 *
 * @param siblings what gread shows, and all that is known of the key
 * @param local what read shows; none if the site's own clients have never updated the key
 */
public record KeyState(Siblings siblings, Option<Local> local) {
    static final KeyState ABSENT = new KeyState(Siblings.none(), Option.none());

    /** Whether the key is as good as not there, but for what read answers. */
    boolean isAbsent() {
        return siblings.seen().isEmpty();
    }

    /** Whether nothing at all is known of the key. */
    boolean isGone() {
        return isAbsent() && local.isEmpty();
    }

    /** Applies an update of one of the site's own clients. */
    KeyState accepted(LoggedUpdate update) {
        Siblings after = siblings.apply(update.sibling(), update.context());
        return new KeyState(after, Option.some(new Local(update.dot(), update.value(), false)));
    }

    /**
     * Applies an update that comes from another site. Never refused, and nothing to the readers of the site's register,
     * unless it was this site that made it and then lost it.
     */
    KeyState arrived(LoggedUpdate update, SiteId site) {
        Siblings after = siblings.apply(update.sibling(), update.context());
        Option<Local> own = local.map(last -> last.replacedBy(update.context()));
        return new KeyState(after, own).restored(site);
    }

    /**
     * With what read answers at a site that was restored, or rebuilt from others: the last of its own updates that is
     * still there, if nothing newer is known. Of two epochs of which only the random numbers are known, neither is newer.
     */
    private KeyState restored(SiteId site) {
        Option<Sibling> last = siblings.live()
                .filter(sibling -> sibling.dot().origin().site().equals(site))
                .lastOption()
                .filter(sibling -> local.isEmpty() || local.get().isBefore(sibling.dot()));
        return last.isEmpty() ? this : new KeyState(siblings, last.map(Local::of));
    }

    /**
     * Takes over what another root holds of the key, rule X5. A sibling that only one of the two has is dead if the other
     * knows it all the same; else it is kept, or copied.
     *
     * @param other the key there
     * @param root P there
     * @param applied P here
     */
    KeyState absorbed(Siblings other, VersionVector root, VersionVector applied, SiteId site) {
        Siblings merged = siblings.merge(other, applied, root);
        boolean isDead = local.exists(own -> siblings.has(own.dot()) && !merged.has(own.dot()));
        return new KeyState(merged, isDead ? local.map(Local::asReplaced) : local).restored(site);
    }

    /**
     * Without what may be forgotten, rule X3. Itself if nothing may.
     *
     * @param stable what every member has
     * @param closed the origins in which nobody writes any more
     */
    KeyState tidied(VersionVector stable, SortedSet<Origin> closed) {
        Seq<Sibling> live = siblings.live().filter(sibling -> !isForgotten(sibling, stable));
        if (live.isEmpty() && stable.covers(siblings.seen())) {
            return new KeyState(Siblings.none(), local.filter(own -> own.value().isDefined()));
        }
        // As long as somebody lacks what replaced a value, that value may live there, and a context from here must
        // cover it.
        VersionVector seen = !stable.covers(siblings.seen())
                ? siblings.seen()
                : siblings.seen()
                        .only(origin -> !closed.contains(origin)
                                || live.exists(sibling -> sibling.dot().origin().equals(origin)));
        boolean isSame = live.size() == siblings.live().size() && seen == siblings.seen();
        return isSame ? this : new KeyState(new Siblings(live, seen), local);
    }

    private static boolean isForgotten(Sibling sibling, VersionVector stable) {
        return sibling.content() instanceof Sibling.Tombstone tombstone
                && stable.covers(sibling.dot())
                && stable.covers(tombstone.covers());
    }

    /** Whether another value than that of a dot lives. */
    boolean hasValueBeside(Dot dot) {
        return siblings.live()
                .exists(sibling -> sibling.isValue() && !sibling.dot().equals(dot));
    }

    /** How many values live. */
    int values() {
        return siblings.live().count(Sibling::isValue);
    }

    /** Whether a reader of either kind sees a value. */
    boolean isVisible() {
        return local.exists(own -> own.value().isDefined()) || siblings.live().exists(Sibling::isValue);
    }
}
