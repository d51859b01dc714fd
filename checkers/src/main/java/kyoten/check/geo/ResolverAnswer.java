package kyoten.check.geo;

import java.util.List;
import kyoten.history.Entry;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Op;
import kyoten.history.Remarks;
import kyoten.history.Value;

/**
 * The parts of a {@link Remarks#RESOLVE}: how the values of a gread were resolved.
 *
 * @param resolver its name
 * @param error why it could not be applied; empty if it could
 */
record ResolverAnswer(Op remark, Op gread, String resolver, Value shown, Value discarded, String error) {
    static ResolverAnswer of(Op remark) {
        List<Value> parts = remark.output().members();
        boolean isOne = remark.token() != Entry.NONE
                && parts.size() == 4
                && parts.get(0) instanceof Value.Text
                && parts.get(3) instanceof Value.Text;
        if (!isOne) {
            throw new MalformedHistoryException(
                    "history",
                    remark.history().line(remark.index()),
                    "expected of a resolve a token and a list of a name, the values shown, the values discarded and an error");
        }
        return new ResolverAnswer(
                remark,
                remark.history().op(remark.token()),
                ((Value.Text) parts.get(0)).value(),
                parts.get(1),
                parts.get(2),
                ((Value.Text) parts.get(3)).value());
    }

    List<Object> question() {
        return List.of(remark.key(), resolver, gread.output());
    }

    boolean isApplied() {
        return error.isEmpty();
    }

    boolean isOfLastWriter() {
        return resolver.equals("last-writer");
    }
}
