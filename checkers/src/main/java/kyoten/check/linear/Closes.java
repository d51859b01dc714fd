package kyoten.check.linear;

import io.vavr.Lazy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.history.Type;

/**
 * The instants of a history, for searches: twice the ranks of the events, so that a mark of the recorder fits between two. An
 * indeterminate operation may take effect until the close of its session, if the recorder saw one.
 */
public final class Closes {
    private final History history;
    private final Map<String, TreeSet<Long>> closes = new HashMap<>();

    /** Operations that returned, by the rank of that; made when first asked for, by any of the searches. */
    private final Lazy<int[]> returned = Lazy.of(this::inOrderOfReturn);

    public Closes(History history) {
        this.history = history;
        for (Mark mark : history.marks()) {
            if (mark instanceof Mark.Closed closed) {
                closes.computeIfAbsent(closed.process(), name -> new TreeSet<>())
                        .add(closed.time());
            }
        }
    }

    /** The instant of an invocation. */
    public int invoke(int op) {
        return 2 * history.invokeRank(op);
    }

    /** The last instant at which an operation may have taken effect, or {@link Integer#MAX_VALUE}. */
    public int close(int op) {
        if (history.type(op) != Type.INFO) {
            return 2 * history.returnRank(op);
        }
        TreeSet<Long> own = closes.get(history.processName(history.processId(op)));
        Long close = own == null ? null : own.ceiling(history.invokedAt(op));
        return close == null ? Track.NEVER : after(close);
    }

    /** The instant after all events of a time. */
    public int after(long time) {
        int[] returns = returned.get();
        int begun = countUpTo(time, history.size(), history::invokedAt);
        int ended = countUpTo(time, returns.length, place -> history.completedAt(returns[place]));
        int last = Math.max(
                begun == 0 ? -1 : history.invokeRank(begun - 1),
                ended == 0 ? -1 : history.returnRank(returns[ended - 1]));
        return last < 0 ? -1 : 2 * last + 1;
    }

    private static int countUpTo(long time, int size, IntToLongFunction times) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (times.applyAsLong(middle) <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int[] inOrderOfReturn() {
        long[] events = new long[history.size()];
        int count = 0;
        for (int op = 0; op < history.size(); op++) {
            if (history.type(op) != Type.INFO) {
                events[count++] = ((long) history.returnRank(op) << 32) | op;
            }
        }
        Arrays.sort(events, 0, count);
        return Arrays.stream(events, 0, count).mapToInt(event -> (int) event).toArray();
    }

    List<Mark> marks() {
        return history.marks();
    }
}
