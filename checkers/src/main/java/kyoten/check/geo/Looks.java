package kyoten.check.geo;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Value;

/** What greads of a site showed of each value that its own clients had put, and what they no longer showed. */
final class Looks {
    private final Members members;
    private final Map<List<Object>, Op> known = new HashMap<>();
    private final Map<List<Object>, List<Op>> greads = new HashMap<>();
    private final Map<List<Object>, Sight> sights = new HashMap<>();

    /**
     * What became of a value at its site.
     *
     * @param first the gread that was answered first of those that began after the value was known
     * @param gone the gread that was answered first of those of them that did not show it, or a read that said so
     * @param there the gread that began last of those that showed it
     * @param last the gread of its key that began last
     */
    record Sight(Option<Op> first, Option<Op> gone, Option<Op> there, Option<Op> last) {
        /** The same, if a read tells that the value is gone. */
        Sight goneFor(Op read) {
            return new Sight(first, earlier(gone, read), there, last);
        }
    }

    Looks(History history) {
        members = new Members(history);
        for (Op op : history.ops()) {
            if (!op.ok()) {
                continue;
            }
            switch (op.f()) {
                case "read" -> know(op, op.output());
                case "write" -> know(op, op.input());
                case "gwrite" -> {
                    if (!op.outcome().startsWith("rejected")) {
                        know(op, op.input());
                    }
                }
                case "gread" -> {
                    op.output().members().forEach(value -> know(op, value));
                    greads.computeIfAbsent(List.of(op.site(), op.key()), place -> new ArrayList<>())
                            .add(op);
                }
                default -> {}
            }
        }
    }

    private void know(Op op, Value value) {
        known.merge(name(op, value), op, (one, other) -> ended(other) < ended(one) ? other : one);
    }

    private static List<Object> name(Op op, Value value) {
        return List.of(op.site(), op.key(), value);
    }

    private static int ended(Op op) {
        return op.history().returnRank(op.index());
    }

    /** Whether a read shows a value of which something can be told. */
    boolean isJudged(Op read) {
        return read.ok() && !read.output().isNil() && !members.mayForget(read.site());
    }

    /** What became of the value that a read shows. */
    Sight at(Op read) {
        return sights.computeIfAbsent(name(read, read.output()), name -> sight(read, name));
    }

    /** A read told more of its value. */
    void saw(Op read, Sight sight) {
        sights.put(name(read, read.output()), sight);
    }

    private Sight sight(Op read, List<Object> name) {
        Option<Op> first = Option.none();
        Option<Op> gone = Option.none();
        Option<Op> there = Option.none();
        Option<Op> last = Option.none();
        Op since = Objects.requireNonNull(known.get(name), "the read itself, at the latest");
        for (Op gread : greads.getOrDefault(List.of(read.site(), read.key()), List.of())) {
            boolean shows = gread.output().members().contains(read.output());
            if (since.precedes(gread)) {
                first = earlier(first, gread);
                gone = shows ? gone : earlier(gone, gread);
            }
            there = shows ? Option.some(gread) : there;
            last = Option.some(gread);
        }
        return new Sight(first, gone, there, last);
    }

    private static Option<Op> earlier(Option<Op> one, Op other) {
        return one.isEmpty() || ended(other) < ended(one.get()) ? Option.some(other) : one;
    }
}
