package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;

/**
 * What a site holds of one key, rule S4.
 *
 * @param siblings what gread shows, and all that is known of the key
 * @param local what read shows; none if the site's own clients have never updated the key
 */
record KeyState(Siblings siblings, Option<Local> local) {
    static final KeyState ABSENT = new KeyState(Siblings.none(), Option.none());

    /** Whether the key is as good as not there, but for what read answers. */
    boolean isAbsent() {
        return siblings.seen().isEmpty();
    }

    /**
     * Applies an update of one of the site's own clients.
     *
     * @param value none if it is a delete
     */
    KeyState accepted(Dot dot, VersionVector context, Option<ByteString> value) {
        Siblings after = siblings.apply(new Sibling(dot, content(value, context)), context);
        return new KeyState(after, Option.some(new Local(dot, value, false)));
    }

    /** Applies an update of another site. Never refused, and nothing to the readers of the site's register. */
    KeyState arrived(Dot dot, VersionVector context, Option<ByteString> value) {
        Siblings after = siblings.apply(new Sibling(dot, content(value, context)), context);
        return new KeyState(
                after,
                local.map(own -> new Local(own.dot(), own.value(), own.replaced() || context.covers(own.dot()))));
    }

    private static Sibling.Content content(Option<ByteString> value, VersionVector context) {
        return value.isDefined() ? new Sibling.Value(value.get()) : new Sibling.Tombstone(context);
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
