package kyoten.check.linear;

import java.util.Arrays;

/**
 * Which writes of a register an operation may have met. A write can't be what an operation saw if it was invoked after that
 * one's return, or if it surely was overwritten: returned before the invocation of another definite write that returned before
 * the operation was invoked. So a set of writes may go, and what held still holds, if none of them may have been met by an
 * operation that stays.
 */
final class Sources {
    private final Track track;

    /** Per row: what returned before this instant was overwritten when the row was invoked. */
    private final int[] overwrittenUpTo;

    /** Per row that saw a value: the last write of it that was invoked by the row's return, else any write of it, else -1. */
    private final int[] nearest;

    Sources(Track track) {
        this.track = track;
        this.overwrittenUpTo = new int[track.size];
        this.nearest = nearest(track.events());
        int latest = Integer.MIN_VALUE;
        for (int event : track.events()) {
            int row = event >> 1;
            if ((event & 1) == 0) {
                overwrittenUpTo[row] = latest;
            } else if (writes(row) && !track.optional[row]) {
                latest = Math.max(latest, track.invoke[row]);
            }
        }
    }

    private int[] nearest(int[] events) {
        int[] last = new int[track.cells.length];
        Arrays.fill(last, -1);
        int[] found = new int[track.size];
        Arrays.fill(found, -1);
        for (int event : events) {
            int row = event >> 1;
            if ((event & 1) == 0 && writes(row)) {
                last[(int) track.written[row]] = row;
            } else if ((event & 1) == 1 && saw(row)) {
                found[row] = last[(int) track.expected[row]];
            }
        }
        for (int row = 0; row < track.size; row++) {
            found[row] = found[row] < 0 && saw(row) ? last[(int) track.expected[row]] : found[row];
        }
        return found;
    }

    private boolean saw(int row) {
        return track.kind[row] == Track.Kind.READ || track.kind[row] == Track.Kind.SWAP;
    }

    private boolean writes(int row) {
        return track.kind[row] == Track.Kind.WRITE || track.kind[row] == Track.Kind.SWAP;
    }

    /**
     * Adds all that the kept rows may have met, and all that those may have met, and so on; for each value that was seen, also
     * its nearest write, met or not: without it a witness would not say where the value came from.
     */
    void close(boolean[] kept) {
        boolean grows = true;
        while (grows) {
            Observers[] observers = new Observers[track.cells.length];
            Observers ofOthers = new Observers();
            for (int row = 0; row < track.size; row++) {
                if (kept[row] && track.kind[row] == Track.Kind.OTHER) {
                    ofOthers.add(overwrittenUpTo[row], track.close[row]);
                } else if (kept[row] && track.kind[row] != Track.Kind.WRITE) {
                    int value = (int) track.expected[row];
                    observers[value] = observers[value] == null ? new Observers() : observers[value];
                    observers[value].add(overwrittenUpTo[row], track.close[row]);
                }
            }
            grows = keepNearest(kept);
            for (int row = 0; row < track.size; row++) {
                if (!kept[row] && writes(row)) {
                    Observers own = observers[(int) track.written[row]];
                    kept[row] = own != null && own.mayMeet(track, row) || ofOthers.mayMeet(track, row);
                    grows |= kept[row];
                }
            }
        }
    }

    private boolean keepNearest(boolean[] kept) {
        boolean grows = false;
        for (int row = 0; row < track.size; row++) {
            if (kept[row] && nearest[row] >= 0 && !kept[nearest[row]]) {
                kept[nearest[row]] = true;
                grows = true;
            }
        }
        return grows;
    }

    /** Operations that saw a value, by invocation; what was overwritten only grows. */
    private static final class Observers {
        private int[] overwrittenUpTo = new int[4];
        private int[] latestClose = new int[4];
        private int count;

        void add(int overwritten, int close) {
            if (count == latestClose.length) {
                overwrittenUpTo = Arrays.copyOf(overwrittenUpTo, 2 * count);
                latestClose = Arrays.copyOf(latestClose, 2 * count);
            }
            overwrittenUpTo[count] = overwritten;
            latestClose[count] = count == 0 ? close : Math.max(close, latestClose[count - 1]);
            count++;
        }

        /** Whether one of them may have met a write: those before whom it was not overwritten come first. */
        boolean mayMeet(Track track, int write) {
            int from = 0;
            int to = count;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (overwrittenUpTo[middle] <= track.close[write]) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from > 0 && latestClose[from - 1] > track.invoke[write];
        }
    }
}
