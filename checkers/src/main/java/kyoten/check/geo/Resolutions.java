package kyoten.check.geo;

import io.vavr.control.Option;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * What a resolver answers follows from the values that live beside each other, and from nothing else.
 *
 * <p>A gread of a key with a resolver names all live values, those that the resolver shows and those that it discarded; a remark
 * ({@link Remarks#RESOLVE}) beside it says which are which. That none is missing is the business of {@link Merges}, which judges all
 * of them. Illegal is:
 *
 * <ul>
 *   <li><em>not of the values alone</em>: two answers by one resolver of the same values of a key that differ, whenever and wherever
 *       they were given. Values are written once, so the same values are the same writes. (ResolverAnswers of a resolver that could not be
 *       applied are left out: a site may know another function by the name.)
 *   <li><em>discarded in spite of an error</em>: a resolver that could not be applied leaves all values.
 *   <li><em>not one</em>: last-writer shows another number of values than one, where there is any.
 *   <li><em>not the last</em>: last-writer shows a value and discards another that was written at the same site by an operation that
 *       began after the shown one's was answered. A site's hybrid clock never goes back, whatever the clocks of its servers do, so
 *       the other one has the later time. Sites that may have forgotten are not judged for this. Of different sites nothing is asked:
 *       clients can't see clocks.
 *   <li><em>not alike</em>: after all had settled, a key's resolver has another name at one member than at another.
 *   <li><em>not the chosen one</em>: after all had settled, a key has a resolver that no choice of an operator's allows ({@link Choices}).
 * </ul>
 */
public final class Resolutions implements Checker {
    private static final Claim CLAIM = new Claim(
            "resolvers-keep-their-word",
            "what a resolver answers follows from the values alone, and of the last writer is the last");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return new Judge(history).judge();
    }

    private static final class Judge {
        private final History history;
        private final Members members;
        private final Choices choices;
        private final Map<List<Value>, Op> writes = new HashMap<>();
        private final Map<List<Object>, ResolverAnswer> answered = new HashMap<>();
        private final Map<Value, Op> settled = new HashMap<>();
        private final Map<Integer, ResolverAnswer> resolvers = new HashMap<>();

        Judge(History history) {
            this.history = history;
            members = new Members(history);
            choices = new Choices(history);
            for (Op op : history.ops()) {
                if (op.f().endsWith("write")) {
                    writes.put(List.of(op.key(), op.input()), op);
                }
            }
        }

        Verdict judge() {
            long judged = 0;
            for (Op op : history.ops()) {
                if (op.f().equals(Remarks.RESOLVE) && op.ok()) {
                    ResolverAnswer answer = ResolverAnswer.of(op);
                    resolvers.put(answer.gread().index(), answer);
                    judged++;
                    Option<Verdict> broken = judge(answer);
                    if (broken.isDefined()) {
                        return broken.get();
                    }
                }
            }
            Option<Verdict> broken = judgeSettled();
            Evidence evidence = Evidence.of("answers of resolvers", judged);
            return broken.getOrElse(() -> Verdict.unbroken(CLAIM, evidence));
        }

        private Option<Verdict> judge(ResolverAnswer answer) {
            if (!answer.isApplied()) {
                return answer.discarded().members().isEmpty()
                        ? Option.none()
                        : broken(
                                answer.remark() + " discards values, though its resolver could not be applied",
                                answer.remark());
            }
            ResolverAnswer before = answered.putIfAbsent(answer.question(), answer);
            boolean differs = before != null
                    && !(before.shown().equals(answer.shown())
                            && before.discarded().equals(answer.discarded()));
            if (differs) {
                return broken(
                        answer.remark() + " and " + before.remark() + " answer the same values in two ways",
                        answer.remark(),
                        before.remark());
            }
            return answer.isOfLastWriter() ? judgeLast(answer) : Option.none();
        }

        private Option<Verdict> judgeLast(ResolverAnswer answer) {
            List<Value> shown = answer.shown().members();
            if (shown.size() != (answer.gread().output().members().isEmpty() ? 0 : 1)) {
                return broken(
                        answer.remark() + " shows " + shown.size() + " values of the last writer", answer.remark());
            }
            for (Value discarded : answer.discarded().members()) {
                Op early = writes.get(List.of(answer.remark().key(), shown.get(0)));
                Op late = writes.get(List.of(answer.remark().key(), discarded));
                if (early == null || late == null) {
                    continue;
                }
                boolean isLater = early.site().equals(late.site())
                        && early.ok()
                        && early.precedes(late)
                        && !members.mayForget(early.site());
                if (isLater) {
                    return broken(
                            answer.remark() + " shows " + shown.get(0) + " as the last, but " + late
                                    + " came later at the same site",
                            answer.remark(),
                            late,
                            early);
                }
            }
            return Option.none();
        }

        /** The same resolver everywhere, when all has settled. */
        private Option<Verdict> judgeSettled() {
            for (Op gread : history.ops()) {
                boolean counts = gread.f().equals("gread")
                        && gread.ok()
                        && members.settledBefore(gread.invokedAt()) != Long.MIN_VALUE
                        && members.leftSince(gread.site(), gread.invokedAt()).isEmpty();
                if (!counts) {
                    continue;
                }
                if (!choices.allow(gread.key().toString(), name(gread))) {
                    return notChosen(gread);
                }
                Op other = settled.putIfAbsent(gread.key(), gread);
                if (other != null && !name(gread).equals(name(other))) {
                    return broken(
                            "when all had settled, " + gread + " at site " + gread.site() + " was resolved by '"
                                    + name(gread) + "', but " + other + " at site " + other.site() + " by '"
                                    + name(other)
                                    + "'",
                            gread,
                            other);
                }
            }
            return Option.none();
        }

        private Option<Verdict> notChosen(Op gread) {
            ResolverAnswer answer = resolvers.get(gread.index());
            return broken(
                    "when all had settled, " + gread + " was resolved by '" + name(gread)
                            + "', but what operators chose leaves only "
                            + choices.possible(gread.key().toString()),
                    answer == null ? gread : answer.remark());
        }

        private String name(Op gread) {
            ResolverAnswer answer = resolvers.get(gread.index());
            return answer == null ? "" : answer.resolver();
        }

        private Option<Verdict> broken(String because, Op... lit) {
            int[] all = Arrays.stream(lit)
                    .flatMapToInt(op ->
                            op.token() == Entry.NONE ? IntStream.of(op.index()) : IntStream.of(op.index(), op.token()))
                    .sorted()
                    .distinct()
                    .toArray();
            History witness = history.select(all);
            List<Integer> places = Arrays.stream(lit)
                    .map(op -> Arrays.binarySearch(all, op.index()))
                    .toList();
            return Option.some(new Verdict.Broken(CLAIM, because, new Witness(witness, places, List.of())));
        }
    }
}
