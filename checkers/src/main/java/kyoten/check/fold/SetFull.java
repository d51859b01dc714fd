package kyoten.check.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * A set to which elements are added, and many reads of all of it.
 *
 * <p>What is illegal: an element is <em>known</em> from the moment when its addition was acknowledged, or when some read that shows it
 * returned. Nothing is ever removed. A read that began after that and lacks the element is stale. If no read that began later shows
 * it either, the element is lost. A stale read breaks linearizability, a lost element breaks every promise; so lost ones are always
 * counted, stale ones when asked for. An element that nobody tried to add, or that one read shows twice, was never in the set.
 *
 * <p>Operations: {@code add} of an element, {@code read} of the set.
 *
 * @param linearizable whether a stale read is a violation
 */
public record SetFull(boolean linearizable) implements Checker {
    private static final Claim CLAIM = new Claim("set-full", "no element that was known to be in the set is lost");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(CLAIM, limits, budget -> new Judge(history, budget).judge());
    }

    /** What is known of one element; times are ranks. */
    private static final class Element {
        final Value value;
        long known = Long.MAX_VALUE;
        int knownBy = -1;
        long lastShown = -1;

        Element(Value value) {
            this.value = value;
        }

        void known(long rank, int op) {
            if (rank < known) {
                known = rank;
                knownBy = op;
            }
        }
    }

    private final class Judge {
        private final History history;
        private final Shape shape;
        private final Map<Value, Element> elements = new HashMap<>();
        private final List<Integer> reads = new ArrayList<>();
        private long stale;

        Judge(History history, Budget budget) {
            this.history = history;
            shape = new Shape(history, budget);
        }

        Verdict judge() {
            adds();
            for (int read : reads) {
                Verdict strange = read(read);
                if (strange != null) {
                    return strange;
                }
            }
            Verdict missing = missing();
            if (missing != null) {
                return missing;
            }
            if (reads.isEmpty()) {
                return new Verdict.Unknown(CLAIM, "the set was never read, so nothing is known of what it holds");
            }
            long seen = elements.values().stream()
                    .filter(element -> element.lastShown >= 0)
                    .count();
            Evidence evidence = Evidence.of("elements seen", seen).and("reads", reads.size());
            return Verdict.unbroken(CLAIM, stale > 0 ? evidence.and("stale reads (allowed)", stale) : evidence);
        }

        private void adds() {
            for (int op = 0; op < history.size(); op++) {
                if (shape.function(op, "add", "read").equals("add")) {
                    Value value = shape.present(op, history.op(op).input(), "element to add");
                    Element element = elements.computeIfAbsent(value, Element::new);
                    if (history.type(op) == Type.OK) {
                        element.known(history.returnRank(op), op);
                    }
                } else if (history.type(op) == Type.OK) {
                    reads.add(op);
                }
            }
        }

        private @Nullable Verdict read(int read) {
            Set<Value> once = new HashSet<>();
            for (Value value : shape.elements(read, history.op(read).output(), "the set read")) {
                Element element = elements.get(value);
                if (element == null) {
                    String because =
                            "read #" + history.number(read) + " shows " + value + ", which nobody tried to add";
                    return Evidences.broken(CLAIM, history, because, read);
                }
                if (!once.add(value)) {
                    String because = "read #" + history.number(read) + " shows " + value + " twice";
                    return Evidences.broken(CLAIM, history, because, read);
                }
                element.known(history.returnRank(read), read);
                element.lastShown = Math.max(element.lastShown, history.invokeRank(read));
            }
            return null;
        }

        /**
         * From the last read back: an element leaves the list when a read that should show it lacks it, or when it was not yet known. All
         * others are in the read, so that the work is in proportion to what the reads show.
         */
        private @Nullable Verdict missing() {
            Element[] open = elements.values().stream()
                    .filter(element -> element.known != Long.MAX_VALUE)
                    .toArray(Element[]::new);
            Arrays.sort(open, (a, b) -> Integer.compare(a.knownBy, b.knownBy));
            int left = open.length;
            for (int i = reads.size() - 1; i >= 0 && left > 0; i--) {
                int read = reads.get(i);
                Set<Value> shown = new HashSet<>(history.op(read).output().members());
                int kept = 0;
                for (int at = 0; at < left; at++) {
                    Element element = open[at];
                    if (element.known >= history.invokeRank(read)) {
                        continue;
                    }
                    if (shown.contains(element.value)) {
                        open[kept++] = element;
                        continue;
                    }
                    Verdict verdict = absent(element, read);
                    if (verdict != null) {
                        return verdict;
                    }
                }
                left = kept;
            }
            return null;
        }

        private @Nullable Verdict absent(Element element, int read) {
            boolean lost = element.lastShown < history.invokeRank(read);
            if (!lost && !linearizable) {
                stale++;
                return null;
            }
            String because = "element %s was known since %s, yet read #%d, which began after that, lacks it%s"
                    .formatted(
                            element.value,
                            history.fName(history.fId(element.knownBy)) + " #" + history.number(element.knownBy),
                            history.number(read),
                            lost ? ", and no later read shows it: it is lost" : ": a stale read");
            return Evidences.broken(CLAIM, history, because, read, element.knownBy);
        }
    }
}
