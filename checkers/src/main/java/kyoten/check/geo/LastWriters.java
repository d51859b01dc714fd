package kyoten.check.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Remarks;
import kyoten.history.Value;

/**
 * Of two values that live beside each other, the one whose site had shown the other before it was written is the later one, whatever
 * the wall clocks say: so last-writer shows not the other.
 *
 * <p>A site that shows a value has heard of its hybrid time, and gives a later one to what it takes from then on. That holds as long as
 * no clock is so far ahead that sites don't follow it, so it is claimed where clocks disagree by less than a second. Sites that may have
 * forgotten what they heard are not judged.
 *
 * @see <a href="https://cse.buffalo.edu/tech-reports/2014-04.pdf">Kulkarni et al., Logical Physical Clocks, theorem 1</a>
 */
public final class LastWriters implements Checker {
    private static final Claim CLAIM = new Claim(
            "later-writers-win",
            "last-writer shows no value in the place of one that was written where the shown one had been seen");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Seen seen = new Seen(history);
        long judged = 0;
        for (Op op : history.ops()) {
            if (op.f().equals(Remarks.RESOLVE) && op.ok()) {
                ResolverAnswer answer = ResolverAnswer.of(op);
                List<Value> shown = answer.shown().members();
                if (answer.isOfLastWriter() && answer.isApplied() && shown.size() == 1) {
                    for (Value discarded : answer.discarded().members()) {
                        Optional<Order> wrong = seen.order(op.key(), shown.get(0), discarded);
                        if (wrong.isPresent()) {
                            return broken(answer, wrong.get());
                        }
                        judged += seen.order(op.key(), discarded, shown.get(0)).isPresent() ? 1 : 0;
                    }
                }
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("later writers", judged));
    }

    /**
     * Of two values, which one is later.
     *
     * @param look that showed the earlier one at the site of the other
     * @param write of the later one, which began after that
     */
    private record Order(Op look, Op write) {}

    /** Who wrote which value, and which greads showed it. */
    private static final class Seen {
        private final Members members;
        private final Map<List<Value>, Op> writes = new HashMap<>();
        private final Map<List<Value>, List<Op>> looks = new HashMap<>();

        Seen(History history) {
            members = new Members(history);
            for (Op op : history.ops()) {
                if (op.f().endsWith("write")) {
                    writes.put(List.of(op.key(), op.input()), op);
                } else if (op.f().equals("gread") && op.ok()) {
                    op.output()
                            .members()
                            .forEach(value -> looks.computeIfAbsent(List.of(op.key(), value), any -> new ArrayList<>())
                                    .add(op));
                }
            }
        }

        /** Why a value is earlier than another, if that is known. */
        Optional<Order> order(Value key, Value early, Value late) {
            Op write = writes.get(List.of(key, late));
            if (write == null || members.mayForget(write.site())) {
                return Optional.empty();
            }
            return looks.getOrDefault(List.of(key, early), List.of()).stream()
                    .filter(look -> look.site().equals(write.site()) && look.precedes(write))
                    .findFirst()
                    .map(look -> new Order(look, write));
        }
    }

    private static Verdict broken(ResolverAnswer answer, Order order) {
        Op remark = answer.remark();
        int[] shown = IntStream.of(order.look.index(), order.write.index(), remark.token(), remark.index())
                .filter(op -> op != Entry.NONE)
                .sorted()
                .distinct()
                .toArray();
        String because = remark + " shows " + answer.shown().members().get(0) + " as the last, but " + order.write
                + " was written at site " + order.write.site() + " after " + order.look + " there";
        List<Integer> lit =
                List.of(Arrays.binarySearch(shown, remark.index()), Arrays.binarySearch(shown, order.write.index()));
        return new Verdict.Broken(CLAIM, because, new Witness(remark.history().select(shown), lit, List.of()));
    }
}
