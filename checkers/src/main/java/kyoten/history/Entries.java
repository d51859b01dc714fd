package kyoten.history;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Takes a history apart into entries again. Invocations come by rank. A completion without a rank (an info), or whose rank was
 * held back to the end of its instant, comes as early in its instant as it can: before the next invocation of its process.
 */
final class Entries {

    private Entries() {}

    static void feed(History history, EntrySink sink) {
        sink.ties(history.ties());
        for (int event : inOrder(history)) {
            sink.entry((event & 1) == 0 ? invocation(history, event >> 1) : completion(history, event >> 1));
        }
        history.marks().forEach(sink::mark);
    }

    /** Operations' indices, doubled; one more for the completion. */
    private static int[] inOrder(History history) {
        Integer[] events = new Integer[2 * history.size()];
        int count = 0;
        for (int op = 0; op < history.size(); op++) {
            events[count++] = 2 * op;
            if (history.completedAt(op) != Long.MAX_VALUE) {
                events[count++] = 2 * op + 1;
            }
        }
        Arrays.sort(
                events,
                0,
                count,
                Comparator.<Integer>comparingLong(event -> time(history, event))
                        .thenComparingLong(event -> place(history, event)));
        return Arrays.stream(events, 0, count).mapToInt(Integer::intValue).toArray();
    }

    private static long time(History history, int event) {
        return (event & 1) == 0 ? history.invokedAt(event >> 1) : history.completedAt(event >> 1);
    }

    private static long place(History history, int event) {
        int op = event >> 1;
        if ((event & 1) == 0) {
            return 2L * history.invokeRank(op);
        }
        if (history.ties() == Ties.AS_WRITTEN && history.type(op) != Type.INFO) {
            return 2L * history.returnRank(op);
        }
        return history.invokedAt(op) < history.completedAt(op) ? -1 : 2L * history.invokeRank(op) + 1;
    }

    private static Entry invocation(History history, int index) {
        Op op = history.op(index);
        int token = op.token() == Entry.NONE ? Entry.NONE : history.number(op.token());
        Entry.Detail detail = new Entry.Detail(
                op.site(), token, "", "", op.number(), op.history().line(index));
        return new Entry(Type.INVOKE, op.process(), op.f(), op.key(), op.input(), at(history, op.invokedAt()), detail);
    }

    private static Entry completion(History history, int index) {
        Op op = history.op(index);
        Entry.Detail detail = new Entry.Detail(
                "",
                Entry.NONE,
                op.outcome(),
                op.error(),
                Entry.NONE,
                op.history().line(index));
        return new Entry(op.type(), op.process(), op.f(), op.key(), op.output(), at(history, op.completedAt()), detail);
    }

    private static long at(History history, long time) {
        return history.timed() ? time : Entry.NO_TIME;
    }
}
