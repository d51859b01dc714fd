package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;

/**
 * The last update of a key that the site accepted from its own clients: what read answers, rule S9.
 *
 * @param value none if it was a delete
 * @param replaced whether a context that came from another site covers the dot
 */
public record Local(Dot dot, Option<ByteString> value, boolean replaced) {

    /** An update of the site's own that came back from another site. */
    static Local of(Sibling own) {
        Option<ByteString> value =
                own.content() instanceof Sibling.Value live ? Option.some(live.bytes()) : Option.none();
        return new Local(own.dot(), value, false);
    }

    Local replacedBy(VersionVector context) {
        return context.covers(dot) ? asReplaced() : this;
    }

    Local asReplaced() {
        return replaced ? this : new Local(dot, value, true);
    }

    /** Whether it is surely older than another update of the site's own. */
    boolean isBefore(Dot other) {
        return dot.origin().equals(other.origin()) && dot.n() < other.n();
    }
}
