package kyoten.history;

import java.util.Arrays;

/** A growing column of longs; cells never set hold zero. */
final class LongColumn {
    private long[] cells = {};

    long get(int at) {
        return at < cells.length ? cells[at] : 0;
    }

    void set(int at, long value) {
        if (at >= cells.length) {
            if (value == 0) {
                return;
            }
            cells = Arrays.copyOf(cells, Math.max(at + 1, cells.length + (cells.length >> 1) + 16));
        }
        cells[at] = value;
    }
}
