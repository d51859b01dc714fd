package kyoten.sim.kernel;

import java.util.Arrays;

/**
 * A heap of happenings ordered by time and, within an instant, by the order in which they were put in. Four children to a
 * parent and flat arrays: half as deep as a binary heap and no object per entry.
 */
public final class EventQueue {
    private static final int FIRST_CAPACITY = 256;

    private long[] times = new long[FIRST_CAPACITY];
    private long[] sequences = new long[FIRST_CAPACITY];
    private Happening[] happenings = new Happening[FIRST_CAPACITY];
    private int size;
    private long nextSequence;

    /** How many wait. */
    public int size() {
        return size;
    }

    /** Whether none waits. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first, or {@link Long#MAX_VALUE} if none waits. */
    public long firstTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** Puts one in, behind all of the same time. */
    public void push(long time, Happening happening) {
        if (size == times.length) {
            grow();
        }
        long sequence = nextSequence++;
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >> 2;
            if (times[parent] <= time) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, sequence, happening);
    }

    /** Takes the first out. The queue must not be empty. */
    public Happening pop() {
        Happening first = happenings[0];
        int last = --size;
        long time = times[last];
        long sequence = sequences[last];
        Happening happening = happenings[last];
        happenings[last] = null;
        if (last > 0) {
            sink(time, sequence, happening);
        }
        return first;
    }

    private void sink(long time, long sequence, Happening happening) {
        int hole = 0;
        while (true) {
            int child = firstChild(hole);
            if (child < 0 || isBefore(time, sequence, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, sequence, happening);
    }

    /** The earliest of a parent's children, or -1 if it has none. */
    private int firstChild(int parent) {
        int from = (parent << 2) + 1;
        if (from >= size) {
            return -1;
        }
        int to = Math.min(from + 4, size);
        int first = from;
        for (int i = from + 1; i < to; i++) {
            if (isBefore(times[i], sequences[i], first)) {
                first = i;
            }
        }
        return first;
    }

    private boolean isBefore(long time, long sequence, int other) {
        return time < times[other] || (time == times[other] && sequence < sequences[other]);
    }

    private void move(int from, int to) {
        put(to, times[from], sequences[from], happenings[from]);
    }

    private void put(int at, long time, long sequence, Happening happening) {
        times[at] = time;
        sequences[at] = sequence;
        happenings[at] = happening;
    }

    private void grow() {
        times = Arrays.copyOf(times, size * 2);
        sequences = Arrays.copyOf(sequences, size * 2);
        happenings = Arrays.copyOf(happenings, size * 2);
    }
}
