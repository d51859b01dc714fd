package kyoten.check.linear;

import java.util.Arrays;

/** The open operations of a modelled object, each in a slot that is used again after its return. */
final class ModelWindow {
    private final Track track;
    private final Transitions<?> transitions;
    private int[] rows = new int[64];
    private int top;
    private long[] observerBits = new long[1];

    /** What may still be used and need not be: what is optional, and what overwrites. */
    private long[] spendableBits = new long[1];

    final Window.Slots observers = new Window.Slots();
    final Window.Slots changers = new Window.Slots();

    ModelWindow(Track track, Transitions<?> transitions) {
        this.track = track;
        this.transitions = transitions;
        Arrays.fill(rows, -1);
    }

    int words() {
        return observerBits.length;
    }

    int row(int slot) {
        return rows[slot];
    }

    int[] rowsInUse() {
        return Arrays.stream(rows, 0, top).filter(row -> row >= 0).toArray();
    }

    int open(int row) {
        boolean observer = transitions.observes(transitions.callOf(row));
        boolean overwrites = transitions.overwrites(transitions.callOf(row));
        int slot = 0;
        while (slot < top && rows[slot] >= 0) {
            slot++;
        }
        if (slot == top) {
            grow();
        }
        rows[slot] = row;
        (observer ? observers : changers).add(slot);
        if (observer) {
            observerBits[slot >> 6] |= 1L << slot;
        } else if (track.optional[row] || overwrites) {
            spendableBits[slot >> 6] |= 1L << slot;
        }
        return slot;
    }

    private void grow() {
        top++;
        if (top > rows.length) {
            int before = rows.length;
            rows = Arrays.copyOf(rows, 2 * before);
            Arrays.fill(rows, before, rows.length, -1);
        }
        observerBits = Arrays.copyOf(observerBits, (top + 63) >> 6);
        spendableBits = Arrays.copyOf(spendableBits, (top + 63) >> 6);
    }

    void close(int slot) {
        boolean observer = (observerBits[slot >> 6] & (1L << slot)) != 0;
        (observer ? observers : changers).remove(slot);
        observerBits[slot >> 6] &= ~(1L << slot);
        spendableBits[slot >> 6] &= ~(1L << slot);
        rows[slot] = -1;
    }

    /** How many others had their turn, less the observers that had: few is promising. */
    int promise(Stance stance) {
        int others = 0;
        for (int word = 0; word < stance.done.length; word++) {
            others += Long.bitCount(stance.done[word] & ~observerBits[word]);
            others -= 2 * Long.bitCount(stance.done[word] & observerBits[word]);
        }
        return others;
    }

    /** Whether an observer that is open and had no turn yet, or one still to come, shows a part of a state. */
    boolean isAwaited(Stance stance, int part, int now) {
        if (transitions.isShownAfter(part, now)) {
            return true;
        }
        for (int i = 0; i < observers.count; i++) {
            int slot = observers.at[i];
            if (!stance.isDone(slot) && transitions.shows(rows[slot], part)) {
                return true;
            }
        }
        return false;
    }

    boolean isObserver(int slot) {
        return (observerBits[slot >> 6] & (1L << slot)) != 0;
    }

    /** Whether an open observer has not had its turn. */
    boolean hasOpenObserver(Stance stance) {
        for (int word = 0; word < observerBits.length; word++) {
            long done = word < stance.done.length ? stance.done[word] : 0;
            if ((observerBits[word] & ~done) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether no equal open operation that is not done must go before this one: what must happen first, then what ends first. */
    boolean isFirstOfItsClass(Stance stance, int slot) {
        int row = rows[slot];
        for (int i = 0; i < changers.count; i++) {
            int other = rows[changers.at[i]];
            if (other != row
                    && transitions.callOf(other) == transitions.callOf(row)
                    && !stance.isDone(changers.at[i])
                    && goesFirst(other, row)
                    && !mayHideInstead(stance, other, row)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the one row was open when all was overwritten and the other was not: then it may have happened unseen. */
    private boolean mayHideInstead(Stance stance, int row, int other) {
        return transitions.isBlind(transitions.callOf(row))
                && track.invoke[row] <= stance.occasion
                && track.invoke[other] > stance.occasion;
    }

    private boolean goesFirst(int row, int other) {
        if (track.optional[row] && !track.optional[other]) {
            return false;
        }
        boolean alike = track.optional[row] == track.optional[other];
        return track.close[row] < track.close[other]
                || track.close[row] == track.close[other] && (!alike || row < other);
    }

    /** Whether all that may follow the one may follow the other too, of one state. */
    boolean dominates(Stance better, Stance worse) {
        if (better.occasion < worse.occasion) {
            return false;
        }
        for (int word = 0; word < words(); word++) {
            long mine = word < better.done.length ? better.done[word] : 0;
            long theirs = word < worse.done.length ? worse.done[word] : 0;
            if ((theirs & ~mine & observerBits[word]) != 0
                    || (mine & ~theirs & ~observerBits[word]) != 0
                    || !areHarmless(theirs & ~mine & ~observerBits[word] & ~spendableBits[word], word, better)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a stance in which these operations had no turn can still come to stand as if they had. */
    private boolean areHarmless(long undone, int word, Stance stance) {
        for (long left = undone; left != 0; left &= left - 1) {
            int row = rows[(word << 6) + Long.numberOfTrailingZeros(left)];
            boolean hides = hidesUnmissed(row) && track.invoke[row] <= stance.occasion;
            if (!hides && transitions.step(stance.state, transitions.callOf(row)) != stance.state) {
                return false;
            }
        }
        return true;
    }

    /** Whether a row may take effect just before what overwrites everything, and put nothing that anybody could miss. */
    boolean hidesUnmissed(int row) {
        return transitions.isBlind(transitions.callOf(row)) && transitions.put(row) < 0;
    }
}
