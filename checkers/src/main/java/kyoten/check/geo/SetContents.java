package kyoten.check.geo;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Op;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Sets that clients of many sites put elements into and remove elements from; each element is put once, by one operation.
 *
 * <p>An element is in the set, at a site, when its put has come there and no removal has that knew of the put. A removal knows of the
 * puts that its own site had when it began. A put or removal has <em>come</em> to the site where it was acknowledged by then; once all
 * had settled, to every member, if it was acknowledged before that mark. Then these are illegal of an answer to elements:
 *
 * <ul>
 *   <li><em>invented</em>: an element that nothing put which began before the answer and did not fail;
 *   <li><em>lost</em>: an element is missing whose put has come to the site before the question, and which nothing removes that began
 *       before the answer and did not fail;
 *   <li><em>back again</em>: an element whose removal has come to the site before the question, and knew of the put: at the
 *       removal's site, the put had been acknowledged, or an answer had shown the element, before the removal began. Nobody puts
 *       the element a second time.
 * </ul>
 *
 * <p>A delete of the whole set takes away values as its site holds them: what was put or removed by then may be gone, or unknown again,
 * at any site and in part. It takes nothing of an element whose put began after the delete had been answered, wherever: so such an
 * element is judged as if there had been no delete, and no other is.
 *
 * <p>What was acknowledged at a site that may have forgotten has come nowhere for sure. Operations: {@code insert} and {@code remove} of
 * an element, {@code elements}, {@code delete}.
 */
public final class SetContents implements Checker {
    private static final Claim CLAIM = new Claim(
            "sets-keep-elements",
            "a set holds what was put into it, at any site, and nothing that was put and removed");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(CLAIM, limits, budget -> new Judge(history, budget).judge());
    }

    private static final class Judge {
        private final History history;
        private final Members members;
        private final Budget budget;
        private final Map<List<Value>, Op> inserts = new LinkedHashMap<>();
        private final Map<List<Value>, List<Op>> removes = new HashMap<>();
        private final Map<Value, List<Op>> deletes = new HashMap<>();
        private final Map<List<Object>, Op> shown = new HashMap<>();

        Judge(History history, Budget budget) {
            this.history = history;
            this.budget = budget;
            members = new Members(history);
            for (Op op : history.ops()) {
                List<Value> what = List.of(op.key(), op.input());
                switch (op.f()) {
                    case "insert" -> note(what, op);
                    case "remove" -> note(removes, what, op);
                    case "delete" -> note(deletes, op.key(), op);
                    case "elements" -> noteShown(op);
                    default -> throw bad(op, "unknown :f " + op.f() + "; expected insert, remove, elements or delete");
                }
            }
        }

        private void note(List<Value> what, Op insert) {
            if (insert.type() != Type.FAIL && inserts.put(what, insert) != null) {
                throw bad(insert, "inserts " + insert.input() + " again; expected elements that are put once");
            }
        }

        private static <W> void note(Map<W, List<Op>> among, W what, Op change) {
            if (change.type() != Type.FAIL) {
                among.computeIfAbsent(what, any -> new ArrayList<>()).add(change);
            }
        }

        /** The answer at a site that was the first to show an element. */
        private void noteShown(Op elements) {
            for (Value element : elements.ok() ? elements.output().members() : List.<Value>of()) {
                shown.merge(
                        List.of(elements.site(), elements.key(), element),
                        elements,
                        (one, other) -> one.completedAt() <= other.completedAt() ? one : other);
            }
        }

        Verdict judge() {
            long judged = 0;
            for (Op answer : history.ops()) {
                if (answer.f().equals("elements") && answer.ok()) {
                    Option<Verdict> broken = back(answer).orElse(() -> lost(answer));
                    if (broken.isDefined()) {
                        return broken.get();
                    }
                    judged++;
                }
            }
            return Verdict.unbroken(CLAIM, Evidence.of("answers", judged));
        }

        /** An element that should not be there. */
        private Option<Verdict> back(Op answer) {
            for (Value element : answer.output().members()) {
                budget.spend(0);
                Op insert = inserts.get(List.of(answer.key(), element));
                if (insert == null || answer.precedes(insert)) {
                    return broken(answer, "shows " + element + ", which nothing had put by then");
                }
                for (Op remove : removes(answer, element)) {
                    if (hasCome(remove, answer) && knew(remove, insert) && isLeftAlone(insert, answer)) {
                        return broken(answer, "shows " + element + " again, after " + remove, remove, insert);
                    }
                }
            }
            return Option.none();
        }

        /** An element that should be there. */
        private Option<Verdict> lost(Op answer) {
            TreeSet<Value> held = new TreeSet<>(answer.output().members());
            for (Op insert : inserts.values()) {
                budget.spend(0);
                boolean isMissing =
                        insert.key().equals(answer.key()) && !held.contains(insert.input()) && hasCome(insert, answer);
                if (isMissing && removes(answer, insert.input()).isEmpty() && isLeftAlone(insert, answer)) {
                    return broken(answer, "lacks " + insert.input() + ", which nothing removed", insert);
                }
            }
            return Option.none();
        }

        /** What may have removed an element before an answer. */
        private List<Op> removes(Op answer, Value element) {
            return removes.getOrDefault(List.of(answer.key(), element), List.of()).stream()
                    .filter(remove -> !answer.precedes(remove))
                    .toList();
        }

        /** Whether no delete of the whole set can have met what was put, or what was removed of it, before an answer. */
        private boolean isLeftAlone(Op insert, Op answer) {
            return deletes.getOrDefault(answer.key(), List.of()).stream()
                    .allMatch(delete -> delete.precedes(insert) || answer.precedes(delete));
        }

        private boolean hasCome(Op change, Op answer) {
            boolean isMember =
                    members.leftSince(answer.site(), answer.invokedAt()).isEmpty();
            boolean isSettled = isMember && change.completedAt() < members.settledBefore(answer.invokedAt());
            return change.ok()
                    && !members.mayForget(change.site())
                    && (isSettled || change.precedes(answer) && change.site().equals(answer.site()));
        }

        private boolean knew(Op remove, Op insert) {
            Op shows = shown.get(List.of(remove.site(), remove.key(), remove.input()));
            boolean own =
                    insert.ok() && insert.precedes(remove) && insert.site().equals(remove.site());
            return own || shows != null && shows.precedes(remove);
        }

        private Option<Verdict> broken(Op answer, String what, Op... others) {
            int[] all = IntStream.concat(
                            IntStream.of(answer.index()),
                            List.of(others).stream().mapToInt(Op::index))
                    .sorted()
                    .toArray();
            History witness = history.select(all);
            int place = Arrays.binarySearch(all, answer.index());
            String because = answer + " at site " + answer.site() + " " + what;
            return Option.some(new Verdict.Broken(CLAIM, because, new Witness(witness, List.of(place), List.of())));
        }
    }

    private static MalformedHistoryException bad(Op op, String problem) {
        return new MalformedHistoryException(
                "history", op.history().line(op.index()), "operation " + op.number() + ": " + problem);
    }
}
