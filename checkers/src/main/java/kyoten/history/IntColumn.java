package kyoten.history;

import java.util.Arrays;

/** A growing column of ints. Takes no memory while every cell holds the default. */
final class IntColumn {
    private final int usual;
    private int[] cells = {};

    IntColumn(int usual) {
        this.usual = usual;
    }

    int get(int at) {
        return at < cells.length ? cells[at] : usual;
    }

    void set(int at, int value) {
        if (at >= cells.length) {
            if (value == usual) {
                return;
            }
            int before = cells.length;
            cells = Arrays.copyOf(cells, Math.max(at + 1, before + (before >> 1) + 16));
            Arrays.fill(cells, before, cells.length, usual);
        }
        cells[at] = value;
    }
}
