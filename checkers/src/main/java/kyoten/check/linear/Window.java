package kyoten.check.linear;

import java.util.Arrays;

/**
 * The operations that are open at an instant, each in a slot that is used again after its return. Memory for these is all that
 * a search needs beside its configurations.
 */
final class Window {
    private final Track track;
    private int[] rows = new int[64];

    /** What the row of a slot did when it was opened; while it is open it may turn out to be indeterminate. */
    private Track.Kind[] kinds = new Track.Kind[64];

    private int top;

    /** Slots in use, by kind, in the order of invocation. */
    final Slots reads = new Slots();

    final Slots writes = new Slots();
    final Slots swaps = new Slots();

    /** Slots whose being done is good: observers. */
    long[] observers = new long[1];

    /** Slots whose being done is bad: what may still be used, and need not be. */
    long[] spendable = new long[1];

    /** Slots that must agree: neither is better. */
    long[] exact = new long[1];

    /** A small ordered list of slots. */
    static final class Slots {
        int[] at = new int[16];
        int count;

        void add(int slot) {
            if (count == at.length) {
                at = Arrays.copyOf(at, 2 * count);
            }
            at[count++] = slot;
        }

        void remove(int slot) {
            int place = 0;
            while (at[place] != slot) {
                place++;
            }
            System.arraycopy(at, place + 1, at, place, --count - place);
        }
    }

    Window(Track track) {
        this.track = track;
        Arrays.fill(rows, -1);
    }

    int words() {
        return observers.length;
    }

    int row(int slot) {
        return rows[slot];
    }

    long expected(int slot) {
        return track.expected[rows[slot]];
    }

    long written(int slot) {
        return track.written[rows[slot]];
    }

    int invoke(int slot) {
        return track.invoke[rows[slot]];
    }

    int close(int slot) {
        return track.close[rows[slot]];
    }

    boolean isOptional(int slot) {
        return track.optional[rows[slot]];
    }

    Track.Kind kind(int slot) {
        return kinds[slot];
    }

    /** Opens an operation; the slot may lie beyond the words that configurations had before. */
    int open(int row) {
        int slot = 0;
        while (slot < top && rows[slot] >= 0) {
            slot++;
        }
        if (slot == top) {
            grow();
        }
        rows[slot] = row;
        kinds[slot] = track.role(row);
        long bit = 1L << slot;
        int word = slot >> 6;
        switch (kinds[slot]) {
            case READ, OTHER -> {
                reads.add(slot);
                observers[word] |= bit;
            }
            case WRITE -> {
                writes.add(slot);
                spendable[word] |= bit;
            }
            case SWAP -> {
                swaps.add(slot);
                (track.optional[row] ? spendable : exact)[word] |= bit;
            }
            default -> throw new IllegalStateException("a kind without a slot: " + kinds[slot]);
        }
        return slot;
    }

    private void grow() {
        top++;
        if (top > rows.length) {
            int before = rows.length;
            rows = Arrays.copyOf(rows, 2 * before);
            kinds = Arrays.copyOf(kinds, 2 * before);
            Arrays.fill(rows, before, rows.length, -1);
        }
        int words = (top + 63) >> 6;
        observers = Arrays.copyOf(observers, words);
        spendable = Arrays.copyOf(spendable, words);
        exact = Arrays.copyOf(exact, words);
    }

    void release(int slot) {
        rows[slot] = -1;
        long others = ~(1L << slot);
        observers[slot >> 6] &= others;
        spendable[slot >> 6] &= others;
        exact[slot >> 6] &= others;
        switch (kinds[slot]) {
            case READ, OTHER -> reads.remove(slot);
            case WRITE -> writes.remove(slot);
            case SWAP -> swaps.remove(slot);
            default -> throw new IllegalStateException("a kind without a slot: " + kinds[slot]);
        }
    }
}
