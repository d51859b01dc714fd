package kyoten.check.geo;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kyoten.history.History;

/**
 * Makes a broken history smaller by removals that never break one that holds, as long as it stays broken: whole keys; greads and
 * reads; a write whose value no operation that stays was answered. Every value that was answered keeps its writer, and every context
 * its gread. A gwrite, delete or gdelete stays, for it may be all that explains why another value is gone, unless it covers nothing
 * that stays: it carries no context, or that of a gread of nothing, and nothing is left that it may have replaced.
 */
final class Witnesses {
    private final Predicate<History> broken;
    private long operationsLeft;

    /**
     * @param broken whether a history is broken in the way that is to be shown
     * @param operations how many may be looked at in all; fewer make a larger witness, never a wrong one
     */
    Witnesses(Predicate<History> broken, long operations) {
        this.broken = broken;
        this.operationsLeft = operations;
    }

    History smallest(History history) {
        History rest = history;
        for (int chunk = Math.max(1, rest.size() / 2); chunk >= 1; ) {
            History fewer = pass(rest, chunk);
            boolean shrank = fewer.size() < rest.size();
            rest = fewer;
            chunk = chunk > 1
                    ? Math.min(chunk / 2, Math.max(1, rest.size() / 2))
                    : shrank && operationsLeft > 0 ? 1 : 0;
        }
        return rest;
    }

    private History pass(History from, int chunk) {
        History rest = from;
        for (int end = rest.size(); end > 0 && operationsLeft > 0; end -= chunk) {
            boolean[] kept = new boolean[rest.size()];
            Arrays.fill(kept, true);
            Arrays.fill(kept, Math.max(0, end - chunk), end, false);
            Closure.close(rest, kept);
            operationsLeft -= rest.size();
            int[] chosen =
                    IntStream.range(0, rest.size()).filter(op -> kept[op]).toArray();
            if (chosen.length < rest.size()) {
                History fewer = rest.select(chosen);
                if (broken.test(fewer)) {
                    end = Math.min(end, chosen.length + chunk);
                    rest = fewer;
                }
            }
        }
        return rest;
    }
}
