package kyoten.check.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Type;
import kyoten.history.Value;
import org.jspecify.annotations.Nullable;

/**
 * A queue into which elements are put, from which they are taken, and which is drained at the end; in no particular order.
 *
 * <p>What is illegal: each element that was put in can be taken out once. So an element taken out more often than somebody may have put it
 * in was duplicated, or never put in at all. And once the queue is drained, each element whose enqueuing was acknowledged before the drain
 * began must have come out, or it is lost; unless a dequeue whose answer never came may have taken it: as many elements are excused as
 * there are such dequeues.
 *
 * <p>Operations: {@code enqueue} of an element, {@code dequeue} of one (an empty queue is a fail), {@code drain} with the list of those
 * taken. Without an ok drain nothing is said of lost elements.
 */
public record TotalQueue() implements Checker {
    private static final Claim CLAIM =
            new Claim("total-queue", "what goes in comes out once, and nothing else comes out");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(CLAIM, limits, budget -> new Judge(history, budget).judge());
    }

    /** What happened to one element. */
    private static final class Element {
        final List<Integer> enqueues = new ArrayList<>();
        final List<Integer> dequeues = new ArrayList<>();
    }

    private static final class Judge {
        private final History history;
        private final Shape shape;
        private final TreeMap<Value, Element> elements = new TreeMap<>();
        private int drain = -1;
        private long unanswered;

        Judge(History history, Budget budget) {
            this.history = history;
            shape = new Shape(history, budget);
        }

        Verdict judge() {
            for (int op = 0; op < history.size(); op++) {
                take(op);
            }
            long out = 0;
            for (var entry : elements.entrySet()) {
                Element element = entry.getValue();
                out += element.dequeues.size();
                if (element.dequeues.size() > element.enqueues.size()) {
                    return tooOften(entry.getKey(), element);
                }
            }
            Evidence evidence = Evidence.of("elements taken out", out);
            if (drain < 0) {
                return Verdict.unbroken(CLAIM, evidence.note("the queue was not drained, so lost elements don't show"));
            }
            Verdict lost = lost();
            return lost == null ? Verdict.unbroken(CLAIM, evidence) : lost;
        }

        private void take(int op) {
            String f = shape.function(op, "enqueue", "dequeue", "drain");
            boolean ok = history.type(op) == Type.OK;
            if (f.equals("enqueue")) {
                Value value = shape.present(op, history.op(op).input(), "element to enqueue");
                if (history.type(op) != Type.FAIL) {
                    element(value).enqueues.add(op);
                }
            } else if (f.equals("dequeue") && ok) {
                element(shape.present(op, history.op(op).output(), "element dequeued"))
                        .dequeues
                        .add(op);
            } else if (ok) {
                drain = op;
                shape.elements(op, history.op(op).output(), "the value drained")
                        .forEach(value -> element(value).dequeues.add(op));
            }
            unanswered += !f.equals("enqueue") && history.type(op) == Type.INFO ? 1 : 0;
        }

        private Element element(Value value) {
            return elements.computeIfAbsent(value, any -> new Element());
        }

        private Verdict tooOften(Value value, Element element) {
            int[] ops = java.util.stream.Stream.concat(element.dequeues.stream(), element.enqueues.stream())
                    .mapToInt(Integer::intValue)
                    .toArray();
            String because = element.enqueues.isEmpty()
                    ? value + " came out, and nobody put it in"
                    : "%s came out %d times, and was put in at most %d times"
                            .formatted(value, element.dequeues.size(), element.enqueues.size());
            return Evidences.broken(CLAIM, history, because, ops);
        }

        /** A drain that is itself unanswered may have taken any number of elements, so that nothing is known to be lost. */
        private @Nullable Verdict lost() {
            List<Integer> missing = new ArrayList<>();
            for (Element element : elements.values()) {
                long acknowledged =
                        element.enqueues.stream().filter(this::acknowledged).count();
                for (long i = element.dequeues.size(); i < acknowledged; i++) {
                    missing.add(element.enqueues.get((int) i));
                }
            }
            boolean drainUnanswered = history.findF("drain") >= 0 && anyUnansweredDrain();
            if (missing.size() <= unanswered || drainUnanswered) {
                return null;
            }
            int first = missing.get(0);
            String because = "%s was acknowledged, and never came out although the queue was drained: it is lost%s"
                    .formatted(
                            history.op(first),
                            missing.size() == 1 ? "" : ", as are " + (missing.size() - 1) + " others");
            return Evidences.broken(CLAIM, history, because, first, drain);
        }

        private boolean acknowledged(int enqueue) {
            return history.type(enqueue) == Type.OK && history.returnRank(enqueue) < history.invokeRank(drain);
        }

        private boolean anyUnansweredDrain() {
            int f = history.findF("drain");
            for (int op = 0; op < history.size(); op++) {
                if (history.fId(op) == f && history.type(op) == Type.INFO) {
                    return true;
                }
            }
            return false;
        }
    }
}
