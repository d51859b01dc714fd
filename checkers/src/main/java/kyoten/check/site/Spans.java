package kyoten.check.site;

import java.util.ArrayList;
import java.util.List;

/** The times at which something was so, as told by turns of a switch in the order of time. Off before the first turn. */
final class Spans {
    private final long end;
    private final List<long[]> spans = new ArrayList<>();

    /**
     * @param end the last time that anything is known of
     */
    Spans(long end) {
        this.end = end;
    }

    void turn(long time, boolean on) {
        boolean isOn = !spans.isEmpty() && spans.get(spans.size() - 1)[1] == Long.MAX_VALUE;
        if (on && !isOn) {
            spans.add(new long[] {time, Long.MAX_VALUE});
        } else if (!on && isOn) {
            spans.get(spans.size() - 1)[1] = time;
        }
    }

    private long endOf(long[] span) {
        return Math.min(span[1], end);
    }

    boolean covers(long from, long to) {
        return spans.stream().anyMatch(span -> span[0] <= from && to <= endOf(span));
    }

    boolean touches(long from, long to) {
        return spans.stream().anyMatch(span -> span[0] <= to && from <= endOf(span));
    }

    /** The end of the first stretch of this length, beginning at a time or later, that is covered; or the largest long. */
    long firstEndOfCovered(long from, long length) {
        for (long[] span : spans) {
            long due = Math.max(from, span[0]) + length;
            if (due <= endOf(span)) {
                return due;
            }
        }
        return Long.MAX_VALUE;
    }
}
