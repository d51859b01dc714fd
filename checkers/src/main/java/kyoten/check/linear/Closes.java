package kyoten.check.linear;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.history.Type;

/**
 * The instants of a history, for searches: twice the ranks of the events, so that a mark of the recorder fits between two. An
 * indeterminate operation may take effect until the close of its session, if the recorder saw one.
 */
final class Closes {
    private final History history;
    private final Map<String, TreeSet<Long>> closes = new HashMap<>();
    private long[] times = {};

    Closes(History history) {
        this.history = history;
        for (Mark mark : history.marks()) {
            if (mark instanceof Mark.Closed closed) {
                closes.computeIfAbsent(closed.process(), name -> new TreeSet<>())
                        .add(closed.time());
            }
        }
        if (history.marks().stream().anyMatch(mark -> !(mark instanceof Mark.Ended))) {
            times = times();
        }
    }

    int invoke(int op) {
        return 2 * history.invokeRank(op);
    }

    /** The last instant at which an operation may have taken effect, or {@link Track#NEVER}. */
    int close(int op) {
        if (history.type(op) != Type.INFO) {
            return 2 * history.returnRank(op);
        }
        TreeSet<Long> own = closes.get(history.processName(history.processId(op)));
        Long close = own == null ? null : own.ceiling(history.invokedAt(op));
        return close == null ? Track.NEVER : after(close);
    }

    /** The instant after all events of a time. */
    int after(long time) {
        int from = 0;
        int to = times.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (times[middle] <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return 2 * from - 1;
    }

    /** The times of all ranked events, in order. */
    private long[] times() {
        long[] all = new long[2 * history.size()];
        int count = 0;
        for (int op = 0; op < history.size(); op++) {
            all[count++] = history.invokedAt(op);
            if (history.type(op) != Type.INFO) {
                all[count++] = history.completedAt(op);
            }
        }
        long[] sorted = Arrays.copyOf(all, count);
        Arrays.sort(sorted);
        return sorted;
    }

    List<Mark> marks() {
        return history.marks();
    }
}
