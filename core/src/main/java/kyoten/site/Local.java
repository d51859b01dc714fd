package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;

/**
 * The last update of a key that the site accepted from its own clients: what read answers, rule S9.
 *
 * @param value none if it was a delete
 * @param replaced whether a context that came from another site covers the dot
 */
record Local(Dot dot, Option<ByteString> value, boolean replaced) {}
