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
public final class Closes {
    private final History history;
    private final Map<String, TreeSet<Long>> closes = new HashMap<>();
    private long[] times = {};
    private int[] ranks = {};

    public Closes(History history) {
        this.history = history;
        for (Mark mark : history.marks()) {
            if (mark instanceof Mark.Closed closed) {
                closes.computeIfAbsent(closed.process(), name -> new TreeSet<>())
                        .add(closed.time());
            }
        }
        if (history.marks().stream().anyMatch(mark -> !(mark instanceof Mark.Ended))) {
            noteTimes();
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
        return from == 0 ? -1 : 2 * ranks[from - 1] + 1;
    }

    /** Notes the ranks of all events, which a part of a history has from the whole, and their times, both in order. */
    private void noteTimes() {
        long[] events = new long[2 * history.size()];
        int count = 0;
        for (int op = 0; op < history.size(); op++) {
            events[count++] = ((long) history.invokeRank(op) << 32) | op;
            if (history.type(op) != Type.INFO) {
                events[count++] = ((long) history.returnRank(op) << 32) | (1L << 31) | op;
            }
        }
        Arrays.sort(events, 0, count);
        times = new long[count];
        ranks = new int[count];
        for (int i = 0; i < count; i++) {
            int op = (int) events[i] & Integer.MAX_VALUE;
            ranks[i] = (int) (events[i] >> 32);
            times[i] = (int) events[i] < 0 ? history.completedAt(op) : history.invokedAt(op);
        }
    }

    List<Mark> marks() {
        return history.marks();
    }
}
