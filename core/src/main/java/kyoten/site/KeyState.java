package kyoten.site;

import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
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
